package dev.firn.realise.build.output;

import dev.firn.realise.build.BuildFailedException;
import dev.firn.store.PathInfo;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildStatus;

/** Checks that an output whose content was known before is what was known. Messages are Nix's. */
final class FixedContent {
  private FixedContent() {}

  /**
   * Checks an output.
   *
   * @throws BuildFailedException if it has another hash, or refers to something
   */
  static void check(StoreDir dir, StorePath derivation, DerivationOutput output, PathInfo info)
      throws BuildFailedException {
    ContentAddress got = info.contentAddress();
    if (!(output instanceof DerivationOutput.Fixed fixed) || got == null) {
      return;
    }
    if (!fixed.address().hash().equals(got.hash())) {
      throw new BuildFailedException(
          BuildStatus.HASH_MISMATCH,
          "hash mismatch in fixed-output derivation '"
              + dir.print(derivation)
              + "':\n  specified: "
              + fixed.address().hash().sri()
              + "\n     got:    "
              + got.hash().sri());
    }
    if (!info.references().isEmpty()) {
      throw new BuildFailedException(
          BuildStatus.HASH_MISMATCH,
          "fixed-output derivations must not reference store paths: '"
              + dir.print(derivation)
              + "' references "
              + info.references().size()
              + " distinct paths, e.g. '"
              + dir.print(info.references().first())
              + "'");
    }
  }
}
