package dev.firn.realise.evaluation;

import dev.firn.lang.builtins.PureBuiltins;
import dev.firn.lang.builtins.WorldBuiltins;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.host.Host;
import dev.firn.realise.fetch.FetchBuiltins;
import dev.firn.realise.fetch.FetchingHost;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.realise.instantiate.StoreBuiltins;
import dev.firn.realise.instantiate.StoreHost;
import dev.firn.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * An evaluator with all builtins, and the store that it instantiates into.
 *
 * @param evaluator the evaluator
 * @param store what it instantiates goes here; to be flushed when the evaluation is over
 */
public record StoreEvaluator(Evaluator evaluator, EvaluationStore store) {
  /**
   * Puts an evaluator together.
   *
   * @param machine everything but the store; not restricted: the settings say what is to be hidden
   * @param store where derivations and sources go
   * @param readOnly whether paths are computed but nothing is written
   */
  public static StoreEvaluator create(
      Host machine, Store store, boolean readOnly, EvalSettings settings) {
    EvaluationStore view = new EvaluationStore(store, readOnly);
    Host host = new FetchingHost(StoreHost.of(machine, view, settings), view);
    List<BuiltinLibrary> libraries = new ArrayList<>(PureBuiltins.all());
    libraries.addAll(WorldBuiltins.all());
    libraries.addAll(StoreBuiltins.all(view));
    libraries.add(new FetchBuiltins(view));
    return new StoreEvaluator(new Evaluator(host, settings, libraries), view);
  }
}
