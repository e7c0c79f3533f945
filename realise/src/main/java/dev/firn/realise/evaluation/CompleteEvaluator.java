package dev.firn.realise.evaluation;

import dev.firn.lang.builtins.PureBuiltins;
import dev.firn.lang.builtins.WorldBuiltins;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.host.Host;
import dev.firn.lang.syntax.SyntaxTrees;
import dev.firn.realise.fetch.FetchBuiltins;
import dev.firn.realise.fetch.FetchingHost;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.realise.instantiate.NeededOutputs;
import dev.firn.realise.instantiate.StoreBuiltins;
import dev.firn.realise.instantiate.StoreHost;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts evaluators together that have all builtins. */
public final class CompleteEvaluator {
  private CompleteEvaluator() {}

  /**
   * A new evaluator.
   *
   * @param machine everything but the store; not restricted: the settings say what is to be hidden
   * @param store where derivations and sources go; to be flushed when the evaluation is over
   * @param builds who makes outputs that the evaluation reads
   */
  public static Evaluator create(
      Host machine, EvaluationStore store, NeededOutputs builds, EvalSettings settings) {
    return create(machine, store, builds, settings, true, null);
  }

  /**
   * The same.
   *
   * @param packages whether the programs of the machine are {@code <nixpkgs>} where nothing else is
   * @param trees the syntax trees that earlier evaluators have left; null where there were none
   */
  public static Evaluator create(
      Host machine,
      EvaluationStore store,
      NeededOutputs builds,
      EvalSettings settings,
      boolean packages,
      @Nullable SyntaxTrees trees) {
    Host known = new LibraryHost(machine, packages);
    Host host = new FetchingHost(StoreHost.of(known, store, builds, settings), store);
    host.allow(LibraryHost.ROOT);
    List<BuiltinLibrary> libraries = new ArrayList<>(PureBuiltins.all());
    libraries.addAll(WorldBuiltins.all());
    libraries.addAll(StoreBuiltins.all(store));
    libraries.add(new FetchBuiltins(store));
    return new Evaluator(host, settings, libraries, trees);
  }
}
