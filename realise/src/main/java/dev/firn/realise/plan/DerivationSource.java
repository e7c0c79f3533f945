package dev.firn.realise.plan;

import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;

/** Where a derivation comes from. */
sealed interface DerivationSource {
  /** From the store. */
  record Stored(StorePath path) implements DerivationSource {}

  /** It is an output of another derivation. */
  record Built(DerivationSource maker, String output) implements DerivationSource {}

  /** What stands for one of its outputs in derivations that use it. */
  default Placeholder placeholder(String output) {
    if (this instanceof Built built) {
      return built.maker().placeholder(built.output()).outputOfThis(output);
    }
    return Placeholder.outputOf(((Stored) this).path(), output);
  }

  /** The derivation that is stored, from which this one comes in the end. */
  default StorePath root() {
    return this instanceof Built built ? built.maker().root() : ((Stored) this).path();
  }

  /** The text that people see. */
  default String print(StoreDir dir) {
    if (this instanceof Built built) {
      return built.maker().print(dir) + "^" + built.output();
    }
    return dir.print(((Stored) this).path());
  }
}
