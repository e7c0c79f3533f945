package dev.firn.store;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashFormat;
import dev.firn.store.nar.FileTree;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StoreDir;
import java.io.IOException;

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

  /**
   * Compares the content address that was told with the content, if one was told.
   *
   * @param tree the files of the path
   * @throws StoreException with Nix's message, if they differ
   */
  public static void checkAddress(PathInfo info, FileTree tree, StoreDir dir) throws IOException {
    ContentAddress specified = info.contentAddress();
    if (specified == null) {
      return;
    }
    if (!info.isContentAddressed(dir)) {
      throw new StoreException(
          "cannot add path '"
              + dir.print(info.path())
              + "' to the Nix store because it claims to be content-addressed but isn't");
    }
    Hash actual = TreeAddress.modulo(tree, specified, info.path().hashPart());
    if (!actual.equals(specified.hash())) {
      throw new StoreException(
          "ca hash mismatch importing path '"
              + dir.print(info.path())
              + "';\n  specified: "
              + specified.hash().formatPrefixed(HashFormat.NIX32)
              + "\n  got:       "
              + actual.formatPrefixed(HashFormat.NIX32));
    }
  }
}
