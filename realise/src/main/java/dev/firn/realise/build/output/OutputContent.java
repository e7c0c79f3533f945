package dev.firn.realise.build.output;

import dev.firn.base.disk.Disk;
import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarReader;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.nar.NarWriter;
import dev.firn.store.nar.TreeFilter;
import dev.firn.store.nar.TreeWalker;
import dev.firn.store.path.StorePath;
import dev.firn.store.reference.HashRewriter;
import dev.firn.store.reference.ReferenceScanner;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;

/** Reads, copies and rewrites the files of an output. */
final class OutputContent {
  private OutputContent() {}

  /**
   * The archive of an output.
   *
   * @param hash its SHA-256
   * @param size its length
   */
  record Archive(Hash hash, long size) {}

  /** Which of some paths the files refer to. */
  static SortedSet<StorePath> references(Path files, Collection<StorePath> candidates)
      throws IOException {
    ReferenceScanner scanner = new ReferenceScanner(candidates);
    NarWriter.write(new DiskTree(files), scanner);
    return scanner.found();
  }

  /** The archive of the files. */
  static Archive archive(Path files) throws IOException {
    HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
    NarWriter.write(new DiskTree(files), archive);
    return new Archive(archive.finish(), archive.count());
  }

  /** Copies files to a place where nothing is, in canonical form: whoever holds the old ones open cannot change the new ones. */
  static void copy(Disk disk, Path files, Path destination) throws IOException {
    try (NarRestorer restorer = NarRestorer.canonical(disk, destination)) {
      TreeWalker.walk(new DiskTree(files), TreeFilter.ALL, restorer);
    }
  }

  /**
   * Replaces hash parts in files: in their content, in names and in the targets of links. The result is canonical.
   *
   * @param files what is read, and replaced by the result
   * @param work a directory for what is needed meanwhile, on the same file system, that nobody else can write to
   */
  static void rewrite(Disk disk, Path files, Map<String, String> rewrites, Path work)
      throws IOException {
    Path archive = work.resolve("archive");
    Path rewritten = work.resolve("rewritten");
    try {
      try (OutputStream target = new BufferedOutputStream(disk.createFile(archive));
          HashRewriter rewriter = new HashRewriter(rewrites, target)) {
        NarWriter.write(new DiskTree(files), rewriter);
      }
      try (InputStream source = new BufferedInputStream(Files.newInputStream(archive));
          NarRestorer restorer = NarRestorer.canonical(disk, rewritten)) {
        NarReader.read(source, restorer);
      }
    } finally {
      disk.deleteTree(archive);
    }
    disk.deleteTree(files);
    disk.moveNew(rewritten, files);
    disk.reached("build: rewritten");
  }
}
