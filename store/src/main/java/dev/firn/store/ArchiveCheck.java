package dev.firn.store;

import dev.firn.base.hash.Hash;
import dev.firn.store.path.StoreDir;

/** Compares archives that came from elsewhere with what was told about them. */
public final class ArchiveCheck {
  private ArchiveCheck() {}

  /**
   * Compares hash and size.
   *
   * @throws StoreException with Nix's message, if they differ
   */
  public static void check(PathInfo info, Hash hash, long size, StoreDir dir) {
    if (!hash.equals(info.narHash())) {
      throw new StoreException(
          "hash mismatch importing path '"
              + dir.print(info.path())
              + "';\n  specified: "
              + info.narHash().sri()
              + "\n  got:       "
              + hash.sri());
    }
    if (size != info.narSize()) {
      throw new StoreException(
          "size mismatch importing path '"
              + dir.print(info.path())
              + "';\n  specified: "
              + info.narSize()
              + "\n  got:       "
              + size);
    }
  }
}
