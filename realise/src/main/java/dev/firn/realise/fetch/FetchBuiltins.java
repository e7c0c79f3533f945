package dev.firn.realise.fetch;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.value.Builtin;
import dev.firn.realise.instantiate.EvaluationStore;

/** The builtins that fetch. Those that need a version control system or a flake say that they cannot yet. */
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
        .add("fetchGit", 1, later("fetchGit"))
        .add("fetchMercurial", 1, later("fetchMercurial"));
    boolean flakes = settings.enabled("flakes");
    if (flakes || settings.enabled("fetch-tree")) {
      registry.add("fetchTree", 1, later("fetchTree"));
    }
    if (flakes) {
      registry.add("__getFlake", 1, later("getFlake"));
    }
    if (settings.enabled("fetch-closure")) {
      registry.add("__fetchClosure", 1, later("fetchClosure"));
    }
  }

  private static Builtin.Body later(String name) {
    return (ev, position, args) -> {
      throw new EvalError("'" + name + "' is not supported yet");
    };
  }
}
