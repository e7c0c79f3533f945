package dev.firn.store.derivation;

import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.ContentAddressMethod;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.path.StorePaths;
import org.jspecify.annotations.Nullable;

/** What is known about an output before it is built. */
public sealed interface DerivationOutput {
  /** The path depends on the inputs, and is known. */
  record InputAddressed(StorePath path) implements DerivationOutput {}

  /** The content is known by its hash, and so is the path. */
  record Fixed(ContentAddress address, StorePath path) implements DerivationOutput {}

  /** The path will depend on the content. */
  record Floating(ContentAddressMethod method, HashAlgorithm algorithm)
      implements DerivationOutput {}

  /** The path depends on the inputs, and some of them are not known yet. */
  record Deferred() implements DerivationOutput {}

  /** The path will depend on the content, which may differ each time. */
  record Impure(ContentAddressMethod method, HashAlgorithm algorithm) implements DerivationOutput {}

  /** An output whose content is known, with the path that follows from it. */
  static Fixed fixed(
      StoreDir dir, String derivationName, String outputName, ContentAddress address) {
    String name = StorePaths.outputPathName(derivationName, outputName);
    return new Fixed(address, StorePaths.fixed(dir, name, address));
  }

  /** The path, or null if it is not known. */
  default @Nullable StorePath knownPath() {
    if (this instanceof InputAddressed output) {
      return output.path();
    }
    return this instanceof Fixed output ? output.path() : null;
  }
}
