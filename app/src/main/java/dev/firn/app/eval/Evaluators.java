package dev.firn.app.eval;

import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.app.settings.SystemType;
import dev.firn.lang.builtins.PureBuiltins;
import dev.firn.lang.builtins.WorldBuiltins;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.RealHost;
import dev.firn.lang.host.RestrictedHost;
import dev.firn.lang.syntax.ParseOptions.Lint;
import java.util.ArrayList;
import java.util.List;

/** Puts evaluators together: settings, the host, the libraries of builtins. */
final class Evaluators {
  private Evaluators() {}

  /**
   * A new evaluator.
   *
   * @param searchPath the entries of the search path
   * @param readOnly whether nothing may be written to the store
   */
  static Evaluator create(
      Settings settings, List<String> searchPath, Surroundings surroundings, boolean readOnly) {
    List<BuiltinLibrary> libraries = new ArrayList<>(PureBuiltins.all());
    libraries.addAll(WorldBuiltins.all());
    return new Evaluator(
        host(settings, surroundings), evalSettings(settings, searchPath), libraries);
  }

  private static Host host(Settings settings, Surroundings surroundings) {
    Host machine =
        new RealHost(
            Directories.store(surroundings.environment()),
            surroundings.directory(),
            CommandHost.console(surroundings, settings.isOn(Setting.SHOW_TRACE)));
    Host visible =
        settings.isOn(Setting.PURE_EVAL)
            ? RestrictedHost.pure(machine, List.of())
            : settings.isOn(Setting.RESTRICT_EVAL)
                ? RestrictedHost.restricted(machine, List.of())
                : machine;
    return new CommandHost(visible, surroundings);
  }

  static EvalSettings evalSettings(Settings settings, List<String> searchPath) {
    return new EvalSettings(
        (int) Math.min(settings.number(Setting.MAX_CALL_DEPTH), Integer.MAX_VALUE - 1),
        settings.isOn(Setting.PURE_EVAL),
        settings.isOn(Setting.RESTRICT_EVAL),
        settings.words(Setting.ALLOWED_URIS),
        settings.isOn(Setting.ALLOW_IMPORT_FROM_DERIVATION),
        searchPath,
        system(settings),
        settings.features(),
        lint(settings, Setting.LINT_URL_LITERALS),
        lint(settings, Setting.LINT_ABSOLUTE_PATH_LITERALS),
        lint(settings, Setting.LINT_SHORT_PATH_LITERALS),
        settings.isOn(Setting.TRACE_VERBOSE),
        settings.isOn(Setting.ABORT_ON_WARN),
        settings.isOn(Setting.ALLOW_UNSAFE_NATIVE_CODE_DURING_EVALUATION),
        settings.isOn(Setting.SHOW_TRACE));
  }

  private static String system(Settings settings) {
    String evaluated = settings.textOrNull(Setting.EVAL_SYSTEM);
    String own = settings.textOrNull(Setting.SYSTEM);
    return evaluated != null ? evaluated : own != null ? own : SystemType.current();
  }

  private static Lint lint(Settings settings, Setting setting) {
    return switch (settings.text(setting)) {
      case "warn" -> Lint.WARN;
      case "fatal" -> Lint.FATAL;
      default -> Lint.IGNORE;
    };
  }
}
