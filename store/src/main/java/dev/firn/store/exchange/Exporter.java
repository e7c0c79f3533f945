package dev.firn.store.exchange;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.base.hash.HashFormat;
import dev.firn.store.PathInfo;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.TopologicalOrder;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.path.StorePath;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;

/**
 * Writes paths with their content as one stream: for each a one, its archive, the mark, path, references, deriver and a zero; then a
 * zero. Paths come after those that they refer to.
 */
public final class Exporter {
  static final long MARK = 0x4558494e; // "NIXE"

  private final Store store;
  private final OutputStream target;
  private final WireWriter writer;

  private Exporter(Store store, OutputStream target) {
    this.store = store;
    this.target = target;
    this.writer = new WireWriter(target, store.dir());
  }

  /**
   * Writes valid paths, and leaves the stream open.
   *
   * @throws StoreException if one is not valid, or its content is not what it was
   */
  public static void write(Store store, Collection<StorePath> paths, OutputStream target)
      throws IOException {
    Exporter exporter = new Exporter(store, target);
    for (StorePath path : TopologicalOrder.sort(paths, store)) {
      exporter.writer.number(1);
      exporter.path(path);
    }
    exporter.writer.number(0);
    exporter.writer.flush();
  }

  private void path(StorePath path) throws IOException {
    PathInfo info = store.info(path);
    HashingStream hashed = new HashingStream(HashAlgorithm.SHA256, target);
    NarWriter.write(store.tree(path), hashed);
    requireUnchanged(info, hashed.finish());
    writer.number(MARK);
    writer.path(path);
    writer.paths(info.references());
    writer.path(info.deriver());
    writer.number(0);
  }

  /** Damage must not spread. A hash of zeros is one that is not known. */
  private void requireUnchanged(PathInfo info, Hash hash) {
    Hash known = info.narHash();
    if (!hash.equals(known) && !known.equals(Hash.zero(HashAlgorithm.SHA256))) {
      throw new StoreException(
          "hash of path '"
              + store.dir().print(info.path())
              + "' has changed from '"
              + known.formatPrefixed(HashFormat.NIX32)
              + "' to '"
              + hash.formatPrefixed(HashFormat.NIX32)
              + "'!");
    }
  }
}
