package dev.firn.app.environment;

import dev.firn.app.eval.Input;
import dev.firn.app.eval.Session;
import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.select.DerivationFinder;
import dev.firn.lang.select.FoundDerivation;
import dev.firn.lang.select.SelectionPath;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The expression that packages come from: a file, a folder with a {@code default.nix}, or a folder of such, each of which becomes an
 * attribute of its name.
 */
final class ActiveExpression {
  private static final int MOST_FILES = 1024;
  private static final String SUFFIX = ".nix";

  /** Keeps the attributes of a folder apart from those of an expression: all of them are looked into. */
  private static final String COMBINED = "_combineChannels";

  private final Session session;
  private final String place;
  private final String system;
  private final Consumer<String> warnings;

  /**
   * An expression.
   *
   * @param file what the user named; null for the default
   * @param system for which packages are taken; {@code *} for all
   * @param warnings gets what people should know
   */
  ActiveExpression(
      Session session,
      Settings settings,
      Environment environment,
      @Nullable String file,
      String system,
      Consumer<String> warnings) {
    this.session = session;
    this.place = file == null ? usual(settings, environment) : session.file(file);
    this.system = system;
    this.warnings = warnings;
  }

  private static String usual(Settings settings, Environment environment) {
    return settings.isOn(Setting.USE_XDG_BASE_DIRECTORIES)
        ? Directories.userState(environment) + "/defexpr"
        : environment.home() + "/.nix-defexpr";
  }

  /** Its value. */
  Value load() {
    Path path = BytePaths.of(place);
    if (!Files.isDirectory(path) || isExpression(path)) {
      return session.evaluate(Input.file(place));
    }
    AttrsBuilder members = new AttrsBuilder(16);
    members.add(COMBINED, ListValue.EMPTY);
    try {
      addMembers(path, members, new ArrayList<>());
    } catch (IOException failed) {
      throw new EvalError("cannot read the folder '" + place + "': " + failed.getMessage());
    }
    return members.build();
  }

  private static boolean isExpression(Path path) {
    return Files.isRegularFile(path)
        ? BytePaths.bytes(path).endsWith(SUFFIX)
        : Files.exists(path.resolve("default.nix"));
  }

  private void addMembers(Path folder, AttrsBuilder members, List<String> seen) throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(folder)) {
      entries = new ArrayList<>(all.toList());
    }
    entries.sort((a, b) -> name(a).compareTo(name(b)));
    for (Path entry : entries) {
      // That of a profile, should the folder be one.
      boolean ours = !name(entry).equals("manifest.nix") && Files.exists(entry);
      if (ours && isExpression(entry.toRealPath())) {
        addMember(entry, members, seen);
      } else if (ours && Files.isDirectory(entry)) {
        addMembers(entry, members, seen);
      }
    }
  }

  private static String name(Path path) {
    return BytePaths.bytes(path.getFileName());
  }

  private void addMember(Path path, AttrsBuilder members, List<String> seen) throws IOException {
    String file = name(path);
    String name = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file;
    String real = BytePaths.bytes(path.toRealPath());
    if (seen.contains(name)) {
      warnings.accept("name collision in input Nix expressions, skipping '" + real + "'");
      return;
    }
    seen.add(name);
    if (seen.size() == MOST_FILES) {
      throw new EvalError("too many Nix expressions in directory '" + place + "'");
    }
    members.add(name, Thunk.apply(session.evaluator().builtin("import"), new PathValue(real)));
  }

  /**
   * All packages of it, those left out that fail.
   *
   * @param below an attribute path: only what is there is looked at
   */
  List<Element> packages(String below) {
    List<Element> all = new ArrayList<>();
    Attrs arguments = session.arguments();
    List<FoundDerivation> found =
        DerivationFinder.findSound(
            SelectionPath.parse(below).find(load(), arguments, session.evaluation()),
            below,
            arguments,
            session.evaluation());
    for (FoundDerivation each : found) {
      Element element = Element.of(each, session);
      if (system.equals("*") || element.system().equals(system)) {
        all.add(element);
      }
    }
    return all;
  }
}
