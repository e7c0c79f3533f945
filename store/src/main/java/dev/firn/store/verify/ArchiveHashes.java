package dev.firn.store.verify;

import dev.firn.base.hash.Hash;
import dev.firn.base.hash.HashAlgorithm;
import dev.firn.store.StoreException;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.HashingStream;
import dev.firn.store.nar.NarWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Hashes the archives of many files, on all processors. */
final class ArchiveHashes {
  /** How many are given out before their results are taken, which bounds the memory. */
  private static final int AT_ONCE = 1000;

  private ArchiveHashes() {}

  /**
   * The archive of a file.
   *
   * @param hash a SHA-256
   * @param size in bytes
   */
  record Archive(Hash hash, long size) {}

  /** What came of reading a file. */
  @FunctionalInterface
  interface Outcome {
    /** Gives the archive, or throws what was thrown while it was read. */
    Archive archive() throws IOException;
  }

  /** Gets the outcome for each thing. */
  @FunctionalInterface
  interface Taker<T> {
    /** Called by one thread, in the order of the things. */
    void take(T thing, Outcome outcome) throws IOException;
  }

  /** Hashes the archive of one file. */
  static Archive of(Path file) throws IOException {
    HashingStream archive = new HashingStream(HashAlgorithm.SHA256);
    NarWriter.write(new DiskTree(file), archive);
    return new Archive(archive.finish(), archive.count());
  }

  /** Hashes the archives of the files that belong to some things. */
  static <T> void each(Iterator<? extends T> things, Function<T, Path> file, Taker<T> taker)
      throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("hash-", 1).factory());
    try {
      while (things.hasNext()) {
        List<T> some = new ArrayList<>();
        List<Callable<Archive>> reads = new ArrayList<>();
        while (things.hasNext() && some.size() < AT_ONCE) {
          T thing = things.next();
          some.add(thing);
          reads.add(() -> of(file.apply(thing)));
        }
        Iterator<Future<Archive>> results = threads.invokeAll(reads).iterator();
        for (T thing : some) {
          Future<Archive> result = results.next();
          taker.take(thing, () -> result(result));
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted");
    } finally {
      threads.shutdownNow();
    }
  }

  private static Archive result(Future<Archive> done) throws IOException {
    try {
      return done.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IOException unreadable) {
        throw unreadable;
      }
      throw new StoreException("cannot hash an archive: " + failed.getCause(), failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted");
    }
  }
}
