package dev.firn.app.eval;

import dev.firn.app.console.Surroundings;
import dev.firn.app.realise.ImportBuilds;
import dev.firn.app.recall.NotHere;
import dev.firn.app.recall.Observations;
import dev.firn.app.recall.Recall;
import dev.firn.app.recall.WitnessHost;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.app.settings.SystemType;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.RealHost;
import dev.firn.lang.syntax.ParseOptions.Lint;
import dev.firn.realise.evaluation.CompleteEvaluator;
import dev.firn.store.DerivedPath;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes evaluators for commands: their settings, the machine as the command sees it. */
final class Evaluators {
  private Evaluators() {}

  /**
   * A new evaluator. Only Firn's own commands take the programs of the machine for packages: Nix's do what Nix does.
   *
   * @param seen takes what evaluations see of the machine; null if nobody wants to know
   */
  static Evaluator create(Session.Setup setup, OpenStore store, @Nullable Observations seen) {
    Settings settings = setup.settings();
    Surroundings surroundings = setup.surroundings();
    Recall recall = surroundings.recall();
    EvalSettings evalSettings = evalSettings(settings, setup.searchPath());
    Host machine = machine(surroundings, store.store().dir(), evalSettings.showTrace());
    return CompleteEvaluator.create(
        seen == null ? machine : new WitnessHost(machine, seen),
        store.view(),
        seen == null
            ? new ImportBuilds(store.store(), settings, surroundings)
            : Evaluators::buildElsewhere,
        evalSettings,
        !setup.line().spec().isOfNix(),
        recall == null ? null : recall.trees());
  }

  /** Whoever waits for builds wants to see how they go on, and to end them. */
  private static List<StorePath> buildElsewhere(List<DerivedPath.Built> wanted) {
    throw new NotHere();
  }

  /** The machine as a command sees it, without the store. */
  static Host machine(Surroundings surroundings, StoreDir dir, boolean showTrace) {
    return new CommandHost(
        new RealHost(
            dir.path(), surroundings.directory(), CommandHost.console(surroundings, showTrace)),
        surroundings);
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
