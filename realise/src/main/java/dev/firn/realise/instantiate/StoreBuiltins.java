package dev.firn.realise.instantiate;

import dev.firn.lang.eval.BuiltinLibrary;
import java.util.List;

/** The builtins that need a store. */
public final class StoreBuiltins {
  private StoreBuiltins() {}

  /** The families, for one evaluation. */
  public static List<BuiltinLibrary> all(EvaluationStore store) {
    return List.of(new DerivationBuiltins(store), new SourceBuiltins(store));
  }
}
