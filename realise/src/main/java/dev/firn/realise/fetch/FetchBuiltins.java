package dev.firn.realise.fetch;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.Value;
import dev.firn.realise.instantiate.EvaluationStore;

/** The builtins that fetch. Those that need Mercurial or a flake say that they cannot yet. */
public final class FetchBuiltins implements BuiltinLibrary {
  private final EvaluationStore store;

  /** The builtins for an evaluation with a store. */
  public FetchBuiltins(EvaluationStore store) {
    this.store = store;
  }

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    EvalSettings settings = evaluator.settings();
    registry
        .add("__fetchurl", 1, new FetchCall("fetchurl", false, store, settings))
        .add("fetchTarball", 1, new FetchCall("fetchTarball", true, store, settings))
        .add("fetchGit", 1, new TreeCall("fetchGit", store, settings))
        .add("fetchMercurial", 1, (ev, position, args) -> FutureCalls.fetchMercurial(args[0], ev))
        .add("__getFlake", 1, (ev, position, args) -> getFlake(args[0], settings, ev));
    if (settings.enabled("flakes") || settings.enabled("fetch-tree")) {
      registry.add("fetchTree", 1, new TreeCall("fetchTree", store, settings));
    }
    if (settings.enabled("fetch-closure")) {
      registry.add(
          "__fetchClosure", 1, (ev, position, args) -> FutureCalls.fetchClosure(args[0], ev));
    }
  }

  private static Value getFlake(Lazy argument, EvalSettings settings, Evaluation ev) {
    settings.require("flakes", "");
    if (!(argument.force(ev, Positions.NONE) instanceof PathValue)) {
      String context = "while evaluating the argument passed to builtins.getFlake";
      Force.plainString(argument, ev, Positions.NONE, context);
    }
    throw FutureCalls.later("getFlake");
  }
}
