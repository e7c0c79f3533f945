package dev.firn.realise.build.text;

import dev.firn.store.derivation.Derivation;
import dev.firn.store.nar.MemoryTree;
import dev.firn.store.path.StoreDir;
import org.jspecify.annotations.Nullable;

/** Outputs that are known without running a builder. */
public final class KnownOutput {
  private KnownOutput() {}

  /**
   * The only output of a derivation that the library makes of a text; null if something has to run to find it out.
   *
   * @param derivation whose inputs are realised, so that it has no placeholders for their outputs
   */
  public static @Nullable MemoryTree of(Derivation derivation, StoreDir dir) {
    MemoryTree tree = TextDerivation.tree(derivation, dir);
    tree = tree != null ? tree : FileDerivation.tree(derivation, dir);
    return tree != null ? tree : LinksDerivation.tree(derivation, dir);
  }
}
