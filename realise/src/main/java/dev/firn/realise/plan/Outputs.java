package dev.firn.realise.plan;

import dev.firn.store.IndexedStore;
import dev.firn.store.Realisation;
import dev.firn.store.derivation.Derivation;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.path.StorePath;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out what outputs of derivations are, from the derivation itself and from what was built before. */
public final class Outputs {
  private final IndexedStore store;
  private final boolean contentAddressed;

  /**
   * For the derivations of a store.
   *
   * @param contentAddressed whether outputs may be known only since they were built
   */
  public Outputs(IndexedStore store, boolean contentAddressed) {
    this.store = store;
    this.contentAddressed = contentAddressed;
  }

  /** What an output is; null if that is not known. */
  @Nullable Realisation find(StorePath path, Derivation derivation, String output) {
    if (contentAddressed) {
      Realisation registered = store.realisation(path.baseName(), output);
      if (registered != null) {
        return registered;
      }
    }
    DerivationOutput stated = derivation.outputs().get(output);
    StorePath known = stated == null ? null : stated.knownPath();
    return known == null ? null : new Realisation(path.baseName(), output, known, new TreeSet<>());
  }
}
