package dev.firn.app.build;

import dev.firn.app.command.BuildOptions;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.command.InstantiateOptions;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Input;
import dev.firn.app.eval.Session;
import dev.firn.app.realise.Building;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.activity.Level;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.sys.OtherProgram;
import dev.firn.base.sys.ProcessBytes;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Lambda;
import dev.firn.lang.value.Value;
import dev.firn.realise.build.environment.BuilderInput;
import dev.firn.store.DerivedPath;
import dev.firn.store.StoreException;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code nix-shell}: a shell in the environment that the builder of a derivation would have. */
public final class NixShell {
  private static final Symbol IN_NIX_SHELL = Symbol.of("inNixShell");
  private static final String OWN_SHELL = "NIX_BUILD_SHELL";

  private final CommandLine line;
  private final Settings settings;
  private final Surroundings surroundings;

  private NixShell(CommandLine line, Settings settings, Surroundings surroundings) {
    this.line = line;
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /** Does so, and gives the exit status, unless a shell takes the place of this process. */
  public static int run(CommandLine line, Settings settings, Surroundings surroundings) {
    String pure = line.has(BuildOptions.PURE) ? "pure" : "impure";
    Surroundings inside = surroundings.with("IN_NIX_SHELL", pure);
    NixShell shell = new NixShell(line, settings, inside);
    return Session.run(line, settings, inside, Session.Access.FILL, shell::run);
  }

  private int run(Session session) {
    List<String> selections = line.values(EvalOptions.ATTR);
    List<DerivedPath.Built> found =
        Targets.of(
            session,
            inputs(session),
            selections.isEmpty() ? List.of("") : selections,
            value -> arguments(value, session));
    if (found.size() != 1) {
      throw new UsageException("nix-shell requires a single derivation");
    }
    Derivation derivation = session.store().readDerivation(found.getFirst().derivation());
    DerivedPath.Built bash =
        surroundings.environment().get(OWN_SHELL) == null ? bash(session) : null;
    List<DerivedPath.Built> needed = needed(derivation, session);
    List<DerivedPath> wanted = new ArrayList<>(needed);
    derivation.inputSources().forEach(source -> wanted.add(new DerivedPath.Opaque(source)));
    if (bash != null) {
      wanted.add(bash);
    }
    Building building = new Building(session.store(), settings, surroundings);
    building.tellMissing(wanted);
    if (line.has(BuildOptions.DRY_RUN)) {
      return 0;
    }
    Map<DerivedPath, BuildResult> results = building.build(wanted, BuildMode.NORMAL);
    surroundings.messages().endStatus();
    Map<DerivedPath.Built, BuildResult> inputs = new LinkedHashMap<>();
    needed.forEach(input -> inputs.put(input, results.get(input)));
    try {
      throw start(derivation, inputs, shell(bash, results, session), session);
    } catch (IOException failed) {
      throw new StoreException(String.valueOf(failed.getMessage()), failed);
    }
  }

  // What the shell is for.

  private List<Input> inputs(Session session) {
    boolean expressions = line.has(InstantiateOptions.EXPR);
    if (line.has(BuildOptions.PACKAGES)) {
      if (expressions) {
        throw new UsageException("'-p' and '-E' are mutually exclusive");
      }
      return List.of(Input.text(packages()));
    }
    if (line.operands().isEmpty() && !expressions) {
      return List.of(Input.file(file(session.absolute("."), true)));
    }
    List<Input> inputs = new ArrayList<>();
    for (String operand : line.operands()) {
      inputs.add(expressions ? Input.text(operand) : named(operand, session));
    }
    return inputs;
  }

  private static Input named(String operand, Session session) {
    Input input = Input.file(operand);
    boolean inStore = operand.endsWith(".drv") || operand.contains(".drv!");
    return input.kind() != Input.Kind.FILE || inStore
        ? input
        : Input.file(file(session.file(operand), false));
  }

  private String packages() {
    StringBuilder text =
        new StringBuilder(
            "{ ... }@args: with import <nixpkgs> args;"
                + " (pkgs.runCommandCC or pkgs.runCommand) \"shell\" { buildInputs = [ ");
    for (String operand : line.operands()) {
      text.append('(').append(operand).append(") ");
    }
    return text.append("]; } \"\"").toString();
  }

  private static String file(String path, boolean implied) {
    if (!Files.isDirectory(BytePaths.of(path))) {
      return path;
    }
    for (String name : List.of("shell.nix", "default.nix")) {
      if (Files.exists(BytePaths.of(path + "/" + name))) {
        return path + "/" + name;
      }
    }
    throw new EvalError(
        implied
            ? "no argument specified and no 'shell.nix' or 'default.nix' file found in the working directory"
            : "neither 'shell.nix' nor 'default.nix' found in '" + path + "'");
  }

  /** Functions that ask for it are told that they are called for a shell. */
  private static Attrs arguments(Value function, Session session) {
    Attrs given = session.arguments();
    if (!(function instanceof Lambda lambda) || given.get(IN_NIX_SHELL) != null) {
      return given;
    }
    Expr.Formals formals = lambda.code.syntax().formals();
    if (formals == null
        || formals.formals().stream().noneMatch(formal -> formal.name() == IN_NIX_SHELL)) {
      return given;
    }
    return given.update(new AttrsBuilder(1).add(IN_NIX_SHELL, BoolValue.TRUE).build());
  }

  private List<DerivedPath.Built> needed(Derivation derivation, Session session) {
    List<Pattern> excluded = new ArrayList<>();
    for (String pattern : line.values(BuildOptions.EXCLUDE)) {
      excluded.add(Pattern.compile(pattern));
    }
    List<DerivedPath.Built> needed = new ArrayList<>();
    derivation
        .inputDerivations()
        .forEach((input, outputs) -> {
          String shown = session.store().dir().print(input);
          if (excluded.stream().noneMatch(pattern -> pattern.matcher(shown).find())) {
            needed.add(new DerivedPath.Built(input, outputs.names()));
          }
        });
    return needed;
  }

  // Which shell.

  /** The shell of {@code <nixpkgs>}; null if there is none. */
  private DerivedPath.@Nullable Built bash(Session session) {
    try {
      return Targets.of(
              session, List.of(Input.text("(import <nixpkgs> { }).bashInteractive")), List.of(""))
          .getFirst();
    } catch (EvalError failed) {
      session.report(failed);
      surroundings.messages().say(Level.NOTICE, "uses bash from your environment");
      return null;
    }
  }

  private String shell(
      DerivedPath.@Nullable Built bash, Map<DerivedPath, BuildResult> results, Session session) {
    if (bash == null) {
      String own = surroundings.environment().get(OWN_SHELL);
      return program(own == null ? "bash" : own);
    }
    return session.store().dir().print(Building.path(bash, results)) + "/bin/bash";
  }

  /** The file of a program. */
  private String program(String name) {
    String path = surroundings.environment().get("PATH");
    if (name.indexOf('/') < 0 && path != null) {
      for (String place : path.split(":", -1)) {
        String file = place + "/" + name;
        if (place.startsWith("/") && Files.isExecutable(BytePaths.of(file))) {
          return file;
        }
      }
    }
    return name;
  }

  // The start.

  private IOException start(
      Derivation derivation,
      Map<DerivedPath.Built, BuildResult> inputs,
      String shell,
      Session session)
      throws IOException {
    SortedMap<String, String> environment = ProcessBytes.variables();
    boolean pure = line.has(BuildOptions.PURE);
    environment.put("IN_NIX_SHELL", pure ? "pure" : "impure");
    if (pure) {
      ShellEnvironment.purify(environment, line.values(BuildOptions.KEEP));
    }
    String temporary = surroundings.environment().nonEmpty("TMPDIR");
    Path directory =
        Files.createTempDirectory(
            BytePaths.of(temporary == null ? "/tmp" : temporary), "nix-shell.");
    String place = BytePaths.bytes(directory);
    BuilderInput input =
        ShellEnvironment.of(
            derivation, inputs, session.store(), cores(), place, Map.copyOf(environment));
    environment.putAll(input.variables());
    for (Map.Entry<String, String> file : input.files().entrySet()) {
      Files.write(directory.resolve(file.getKey()), Latin1.bytes(file.getValue()));
    }
    String command = line.value(BuildOptions.RUN);
    boolean interactive = command == null && surroundings.isInteractive();
    ShellStart start =
        new ShellStart(
            place,
            shell,
            pure,
            FileOwnership.user() == 0,
            input.files().getOrDefault(".attrs.sh", ""),
            environment.get("TZ"),
            command == null ? line.value(BuildOptions.COMMAND) : command);
    String file = place + "/rc";
    Files.write(BytePaths.of(file), Latin1.bytes(start.text()));
    surroundings.output().flush();
    return OtherProgram.become(
        shell,
        interactive ? List.of("bash", "--rcfile", file) : List.of("bash", file),
        new BuilderInput(environment, new TreeMap<>()).environment());
  }

  private int cores() {
    long cores = settings.number(Setting.CORES);
    return cores == 0
        ? Runtime.getRuntime().availableProcessors()
        : (int) Math.min(cores, Integer.MAX_VALUE);
  }
}
