package dev.firn.app.cli;

import dev.firn.app.build.BuildProgram;
import dev.firn.app.build.NixShell;
import dev.firn.app.build.ShellScript;
import dev.firn.app.command.Command;
import dev.firn.app.command.CommandGroup;
import dev.firn.app.command.CommandLine;
import dev.firn.app.command.CommandLineParser;
import dev.firn.app.command.CommandSpec;
import dev.firn.app.command.Commands;
import dev.firn.app.command.CommonOptions;
import dev.firn.app.command.HelpPage;
import dev.firn.app.command.UsageException;
import dev.firn.app.console.Surroundings;
import dev.firn.app.copy.CopyingCommands;
import dev.firn.app.deploy.DeployProgram;
import dev.firn.app.environment.NixEnv;
import dev.firn.app.model.IdsCommand;
import dev.firn.app.profile.ProfileProgram;
import dev.firn.app.proxy.ProxyCommand;
import dev.firn.app.recall.NotHere;
import dev.firn.app.serving.DaemonCommand;
import dev.firn.app.settings.ConfigLoader;
import dev.firn.app.settings.Settings;
import dev.firn.app.storage.StorageCommands;
import dev.firn.app.supervisor.BootCommand;
import dev.firn.app.supervisor.SupervisorCommand;
import dev.firn.base.text.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the command that a command line names, and runs it. */
final class Dispatch {
  private static final String FIRN = "firn";
  private static final String HELP = "--help";
  private static final String CALLED_AS = "--called-as";

  private final Surroundings surroundings;
  private String program = FIRN;

  private Dispatch(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Whether a command line, or the name it was called by, is that of a command of Nix. */
  static boolean isOfNix(String[] arguments) {
    return CommandSpec.isOfNix(firstWord(arguments));
  }

  /** The first word of a command line, or the name it was called by; empty if there is none. */
  static String firstWord(String[] arguments) {
    int name = arguments.length > 1 && arguments[0].equals(CALLED_AS) ? 1 : 0;
    return arguments.length > name ? arguments[name] : "";
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  static int run(String[] arguments, Surroundings surroundings) {
    Dispatch dispatch = new Dispatch(surroundings);
    Failures failures = new Failures(surroundings);
    try {
      int code = dispatch.run(Arrays.asList(arguments));
      surroundings.output().flush();
      return code;
    } catch (NotHere elsewhere) {
      throw elsewhere;
    } catch (Throwable failure) {
      return report(failure, failures, dispatch.program);
    }
  }

  /** Reports, also if not even the classes for that can be loaded. */
  private static int report(Throwable failure, Failures failures, String program) {
    try {
      return failures.report(failure, program);
    } catch (LinkageError missing) {
      System.err.println("error: Firn cannot load " + missing.getMessage() + " of itself");
      System.err.println("hint: " + Advice.TOO_FEW_FILES);
      return 1;
    }
  }

  private int run(List<String> words) {
    if (words.size() >= 2 && words.getFirst().equals(CALLED_AS)) {
      String name = words.get(1);
      List<String> rest = words.subList(2, words.size());
      // A link of any other name is Firn itself.
      return CommandSpec.isOfNix(name) ? run(ofNix(name), name, rest) : top(rest);
    }
    return top(words);
  }

  private static CommandSpec ofNix(String name) {
    CommandSpec spec = Commands.named(name);
    if (spec == null) {
      throw new UsageException("Firn cannot do yet what '" + name + "' does");
    }
    return spec;
  }

  private int top(List<String> words) {
    String first = words.isEmpty() ? HELP : words.getFirst();
    switch (first) {
      case HELP, "-h", "help" -> surroundings.output().print(help(rest(words, 1)));
      case "--version" -> surroundings.output().line(FIRN + " " + Version.FIRN);
      default -> {
        return command(words);
      }
    }
    return 0;
  }

  private int command(List<String> words) {
    CommandGroup group = Commands.group(words.getFirst());
    if (group != null && (words.size() == 1 || words.get(1).equals(HELP))) {
      surroundings.output().print(HelpPage.of(group));
      return 0;
    }
    CommandSpec spec = named(words);
    return run(spec, FIRN + " " + spec.name(), rest(words, spec.isInGroup() ? 2 : 1));
  }

  private static List<String> rest(List<String> words, int from) {
    return words.subList(Math.min(from, words.size()), words.size());
  }

  private static String help(List<String> words) {
    CommandGroup group = words.size() == 1 ? Commands.group(words.getFirst()) : null;
    if (group != null) {
      return HelpPage.of(group);
    }
    if (words.isEmpty()) {
      return HelpPage.overview();
    }
    CommandSpec spec = named(words);
    return HelpPage.of(spec, FIRN + " " + spec.name());
  }

  /** The command that the first word names, or the first two. */
  private static CommandSpec named(List<String> words) {
    String first = words.getFirst();
    CommandGroup group = Commands.group(first);
    String name = group != null && words.size() > 1 ? first + " " + words.get(1) : first;
    CommandSpec spec = Commands.named(name);
    if (spec != null) {
      return spec;
    }
    List<String> names = new ArrayList<>();
    for (CommandSpec known : group == null ? Commands.all() : group.commands()) {
      names.add(known.name());
    }
    throw new UsageException(
        "'" + name + "' is not a command of firn", Suggestions.bestMatches(names, name));
  }

  private int run(CommandSpec spec, String calledAs, List<String> words) {
    program = spec.isOfNix() ? spec.name() : calledAs;
    Settings settings = new Settings(surroundings.messages()::warn);
    ConfigLoader.load(settings, surroundings.environment());
    ShellScript script =
        program.equals("nix-shell") ? ShellScript.find(words, surroundings.directory()) : null;
    CommandLine line =
        CommandLineParser.parse(spec, program, script == null ? words : script.words());
    if (line.has(CommonOptions.HELP)) {
      surroundings.output().print(HelpPage.of(spec, calledAs));
      return 0;
    }
    if (line.has(CommonOptions.VERSION)) {
      surroundings.output().line(version(spec));
      return 0;
    }
    GeneralOptions.apply(line, settings, surroundings.messages());
    return implementation(spec)
        .run(line, settings, script == null ? surroundings : surroundings.in(script.directory()));
  }

  private static String version(CommandSpec spec) {
    String firn = FIRN + " " + Version.FIRN;
    // Scripts take the third word for the version of Nix.
    return spec.isOfNix() ? spec.name() + " (Nix) " + Version.NIX + " (" + firn + ")" : firn;
  }

  private static Command implementation(CommandSpec spec) {
    return switch (spec.name()) {
      case "eval" -> new EvalCommand();
      case "parse" -> new ParseCommand();
      case "instantiate" -> new InstantiateCommand();
      case "nix-instantiate" -> new NixInstantiateCommand();
      case "repl" -> new ReplCommand();
      case "build", "nix-build" -> BuildProgram::run;
      case "nix-shell" -> NixShell::run;
      case "nix-env" -> new NixEnv();
      case "profile list",
          "profile install",
          "profile remove",
          "profile rollback",
          "profile switch-generation",
          "profile history",
          "profile wipe" ->
          new ProfileProgram();
      case "daemon", "nix-daemon" -> new DaemonCommand(Version.NIX);
      case "ids assign" -> new IdsCommand();
      case "proxy" -> new ProxyCommand();
      case "supervisor" -> new SupervisorCommand();
      case "boot enable", "boot disable", "boot status" -> new BootCommand();
      case "completion" -> new CompletionCommand();
      default -> {
        Command ofStore = StorageCommands.find(spec);
        Command copying = ofStore == null ? CopyingCommands.find(spec) : ofStore;
        Command found = copying == null ? DeployProgram.find(spec) : copying;
        if (found == null) {
          throw new IllegalArgumentException(spec.name());
        }
        yield found;
      }
    };
  }
}
