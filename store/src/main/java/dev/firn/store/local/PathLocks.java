package dev.firn.store.local;

import dev.firn.base.sys.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Locks on the paths of a store, as files beside them. Whoever changes files of a path holds its lock. Taken in the order of names, so
 * that two that want the same ones do not wait for each other.
 */
final class PathLocks implements AutoCloseable {
  private record Held(Path file, LockFile lock) {}

  private final List<Held> held = new ArrayList<>();

  private PathLocks() {}

  /** Waits for the locks of those files, which must be in order. */
  static PathLocks lock(Iterable<Path> files) throws IOException {
    PathLocks locks = new PathLocks();
    try {
      for (Path file : files) {
        locks.add(file.resolveSibling(file.getFileName() + ".lock"));
      }
      return locks;
    } catch (IOException failed) {
      locks.close();
      throw failed;
    }
  }

  private void add(Path file) throws IOException {
    while (true) {
      LockFile lock = LockFile.open(file);
      lock.lock(LockFile.Mode.EXCLUSIVE);
      if (lock.size() == 0) {
        held.add(new Held(file, lock));
        return;
      }
      // Somebody else had it, removed it and marked it: the next one is a new file.
      lock.close();
    }
  }

  /** Removes the files and gives the locks up. */
  @Override
  public void close() throws IOException {
    for (Held each : held) {
      Files.deleteIfExists(each.file());
      each.lock().write("d");
      each.lock().close();
    }
    held.clear();
  }
}
