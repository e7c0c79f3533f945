package dev.firn.store.local;

import dev.firn.base.sys.LockFile;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps paths from being collected as long as this process lives: a file with their names, which the kernel unlocks when the process
 * ends. A collection that runs is waited for. Not for several threads.
 */
final class TempRoots implements AutoCloseable {
  private final StoreLocation location;
  private final Path file;
  private final LockFile roots;
  private final LockFile collection;
  private final Set<StorePath> added = new HashSet<>();

  private TempRoots(StoreLocation location, Path file, LockFile roots, LockFile collection) {
    this.location = location;
    this.file = file;
    this.roots = roots;
    this.collection = collection;
  }

  /** Makes the file of this process. */
  static TempRoots open(StoreLocation location) throws IOException {
    Path directory = Files.createDirectories(location.state().resolve("temproots"));
    Path file = directory.resolve(Long.toString(ProcessHandle.current().pid()));
    LockFile roots = lockNew(file);
    return new TempRoots(location, file, roots, LockFile.open(location.state().resolve("gc.lock")));
  }

  private static LockFile lockNew(Path file) throws IOException {
    // A file that is there is from a process that had this number and is gone.
    Files.deleteIfExists(file);
    while (true) {
      LockFile roots = LockFile.open(file);
      roots.lock(LockFile.Mode.EXCLUSIVE);
      if (roots.size() == 0) {
        return roots;
      }
      // A collector took it for one without owner before it was locked, marked it and removed it.
      roots.close();
    }
  }

  /** Adds a path. */
  void add(StorePath path) throws IOException {
    if (!added.add(path)) {
      return;
    }
    collection.lock(LockFile.Mode.SHARED);
    try {
      roots.write(location.dir().print(path) + "\0");
    } finally {
      collection.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    roots.close();
    collection.close();
  }
}
