package dev.firn.store.local;

import dev.firn.base.sys.LockFile;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps paths from being collected as long as this process lives: a file with their names, which the kernel unlocks when the process
 * ends. All stores of this process that share a state directory share the file. To a collection that runs, paths are told through its
 * socket.
 */
final class TempRoots implements AutoCloseable {
  private static final Map<Path, TempRoots> OPEN = new HashMap<>();

  private final StoreDir dir;
  private final Path key;
  private final Path file;
  private final LockFile roots;
  private final LockFile collection;
  private final CollectionClient client;
  private final Set<StorePath> added = new HashSet<>();
  private int users = 1;

  private TempRoots(StoreLocation location, Path key, Path file, LockFile roots)
      throws IOException {
    this.dir = location.dir();
    this.key = key;
    this.file = file;
    this.roots = roots;
    this.collection = LockFile.open(location.collectionLock());
    this.client = new CollectionClient(location.collectionSocket());
  }

  /** The roots of this process in that store. */
  static TempRoots open(StoreLocation location) throws IOException {
    Path directory = Files.createDirectories(location.temporaryRoots());
    Path key = directory.toRealPath();
    synchronized (OPEN) {
      TempRoots shared = OPEN.get(key);
      if (shared != null) {
        shared.users++;
        return shared;
      }
      TempRoots made = make(location, directory, key);
      OPEN.put(key, made);
      return made;
    }
  }

  /** A process of another container may have the same number, and so the first name. */
  private static TempRoots make(StoreLocation location, Path directory, Path key)
      throws IOException {
    String process = Long.toString(ProcessHandle.current().pid());
    for (int i = 0; ; i++) {
      Path file = directory.resolve(i == 0 ? process : process + "-" + i);
      LockFile roots = lockNew(file);
      if (roots != null) {
        return new TempRoots(location, key, file, roots);
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
    synchronized (OPEN) {
      if (--users > 0) {
        return;
      }
      OPEN.remove(key);
      Files.deleteIfExists(file);
      roots.close();
      collection.close();
      client.close();
    }
  }
}
