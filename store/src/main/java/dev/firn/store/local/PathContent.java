package dev.firn.store.local;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarHandler;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.nar.NarTee;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.nar.TreeWalker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Content for a path, to be written where it is wanted. */
@FunctionalInterface
interface PathContent {
  /**
   * The hash and length of the archive of what was written.
   *
   * @param narHash a SHA-256
   */
  record Written(Hash narHash, long narSize) {}

  /**
   * Writes all to a destination that does not exist yet, sealed but for the destination itself if it is a directory.
   */
  Written write(Disk disk, Path destination) throws IOException;

  /** What a filter leaves of a tree. */
  static PathContent ofTree(FileTree tree, TreeFilter filter) {
    return (disk, destination) ->
        restore(disk, destination, handler -> TreeWalker.walk(tree, filter, handler));
  }

  /** What an archive holds. */
  static PathContent ofArchive(InputStream archive) {
    return (disk, destination) ->
        restore(disk, destination, handler -> NarReader.read(archive, handler));
  }

  /** Something that hands the parts of a tree to a handler. */
  @FunctionalInterface
  interface Parts {
    /** Hands all parts over. */
    void emit(NarHandler handler) throws IOException;
  }

  private static Written restore(Disk disk, Path destination, Parts parts) throws IOException {
    HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
    NarWriter writer = new NarWriter(archive);
    try (NarRestorer restorer = NarRestorer.canonical(disk, destination)) {
      parts.emit(new NarTee(restorer, writer));
    }
    writer.finish();
    return new Written(archive.finish(), archive.count());
  }
}
