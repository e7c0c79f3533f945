package dev.firn.app.build;

import dev.firn.realise.build.environment.BuilderInput;
import dev.firn.realise.build.environment.BuilderInputs;
import dev.firn.realise.build.environment.Rewrites;
import dev.firn.realise.build.options.DerivationOptions;
import dev.firn.store.Closures;
import dev.firn.store.DerivedPath;
import dev.firn.store.Realisation;
import dev.firn.store.Store;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The environment that the builder of a derivation would have, with what people need of their own. */
final class ShellEnvironment {
  /** What stays of the user's environment where nothing else does. */
  private static final Set<String> KEPT =
      Set.of(
          "HOME",
          "XDG_RUNTIME_DIR",
          "USER",
          "LOGNAME",
          "DISPLAY",
          "WAYLAND_DISPLAY",
          "WAYLAND_SOCKET",
          "PATH",
          "TERM",
          "IN_NIX_SHELL",
          "NIX_SHELL_PRESERVE_PROMPT",
          "TZ",
          "PAGER",
          "NIX_BUILD_SHELL",
          "SHLVL",
          "http_proxy",
          "https_proxy",
          "ftp_proxy",
          "all_proxy",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "FTP_PROXY",
          "ALL_PROXY",
          "no_proxy",
          "NO_PROXY");

  /** What is the same for all builders, and not of use to people. */
  private static final Set<String> OF_BUILDERS =
      Set.of("PATH", "HOME", "PWD", "TERM", "NIX_LOG_FD");

  private ShellEnvironment() {}

  /** What stays of an environment if the shell shall be pure: {@code kept}, and what every user needs. */
  static void purify(Map<String, String> environment, List<String> kept) {
    environment.keySet().removeIf(name -> !KEPT.contains(name) && !kept.contains(name));
    // The files that some systems' shells read would set everything up again.
    environment.put("__ETC_PROFILE_SOURCED", "1");
  }

  /**
   * What the builder is given.
   *
   * @param inputs what was realised for it
   * @param cores how many processors it may use
   * @param directory where its files are
   * @param user the environment of the user
   */
  static BuilderInput of(
      Derivation derivation,
      Map<? extends DerivedPath, BuildResult> inputs,
      Store store,
      int cores,
      String directory,
      Map<String, String> user) {
    List<StorePath> roots = new ArrayList<>(derivation.inputSources());
    Rewrites rewrites = new Rewrites();
    inputs.forEach((input, result) -> {
      for (Map.Entry<String, Realisation> output : result.outputs().entrySet()) {
        StorePath path = output.getValue().path();
        roots.add(path);
        String unknown = Placeholder.outputOf(input.path(), output.getKey()).text();
        rewrites.add(unknown, store.dir().print(path));
      }
    });
    BuilderInput all =
        BuilderInputs.of(
            derivation,
            DerivationOptions.of(derivation, store.dir()),
            new BuilderInputs.Surroundings(
                store, Closures.references(store, roots), cores, directory, user::get));
    return new BuilderInput(forPeople(all, derivation), all.files()).rewritten(rewrites);
  }

  private static TreeMap<String, String> forPeople(BuilderInput all, Derivation derivation) {
    TreeMap<String, String> variables = new TreeMap<>(all.variables());
    variables.keySet().removeAll(OF_BUILDERS);
    for (String name : OF_BUILDERS) {
      String stated = derivation.environment().get(name);
      if (stated != null && derivation.structuredAttributes() == null) {
        variables.put(name, stated);
      }
    }
    return variables;
  }
}
