package dev.firn.store.local;

import dev.firn.base.sys.LockFile;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps paths from being collected as long as a store is open: a file with their names, which the kernel unlocks when the process ends.
 * A process that serves several clients has one for each. To a collection that runs, paths are told through its socket.
 */
final class TempRoots implements AutoCloseable {
  private final StoreDir dir;
  private final Path file;
  private final LockFile roots;
  private final LockFile collection;
  private final CollectionClient client;
  private final Set<StorePath> added = new HashSet<>();

  private TempRoots(StoreLocation location, Path file, LockFile roots) throws IOException {
    this.dir = location.dir();
    this.file = file;
    this.roots = roots;
    this.collection = LockFile.open(location.collectionLock());
    this.client = new CollectionClient(location.collectionSocket());
  }

  /** The roots of one more store. Others of this process, or a process of another container, may have the first name. */
  static TempRoots open(StoreLocation location) throws IOException {
    Path directory = Files.createDirectories(location.temporaryRoots());
    String process = Long.toString(ProcessHandle.current().pid());
    for (int i = 0; ; i++) {
      Path file = directory.resolve(i == 0 ? process : process + "-" + i);
      LockFile roots = lockNew(file);
      if (roots != null) {
        return new TempRoots(location, file, roots);
      }
    }
  }

  /** Makes the file and locks it; gives null if somebody holds it. */
  private static @Nullable LockFile lockNew(Path file) throws IOException {
    while (true) {
      LockFile roots = LockFile.open(file);
      if (!roots.tryLock(LockFile.Mode.EXCLUSIVE)) {
        roots.close();
        return null;
      }
      if (roots.size() == 0) {
        return roots;
      }
      // It is from a process that is gone, or a collector took it for one.
      Files.deleteIfExists(file);
      roots.close();
    }
  }

  /** Adds a path. When this returns, no collection deletes it any more; what one deleted before is gone. */
  synchronized void add(StorePath path) throws IOException {
    if (added.contains(path)) {
      return;
    }
    String name = dir.print(path);
    while (!collection.tryLock(LockFile.Mode.SHARED)) {
      if (client.tell(name)) {
        write(path, name);
        return;
      }
    }
    try {
      write(path, name);
    } finally {
      collection.unlock();
    }
  }

  private void write(StorePath path, String name) throws IOException {
    roots.write(name + "\0");
    added.add(path);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    roots.close();
    collection.close();
    client.close();
  }
}
