package dev.firn.store.local;

import dev.firn.base.sys.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Locks on the paths of a store, as files beside them: Nix's, which it respects. Whoever changes files of a path holds its lock. Taken
 * in the order of names, so that two that want the same ones do not wait for each other.
 */
public final class PathLocks implements AutoCloseable {
  /** Lock files that other threads of this process need not wait for. */
  private static final Set<Path> LENT = ConcurrentHashMap.newKeySet();

  private record Held(Path file, LockFile lock) {}

  private final List<Held> held = new ArrayList<>();

  private PathLocks() {}

  /** Waits for the locks of those files, which need not exist. Those that were lent are taken for granted. */
  public static PathLocks lock(Collection<Path> files) throws IOException {
    PathLocks locks = new PathLocks();
    try {
      for (Path file : new TreeSet<>(files)) {
        if (!LENT.contains(lockFile(file))) {
          locks.add(lockFile(file), true);
        }
      }
      return locks;
    } catch (IOException failed) {
      locks.close();
      throw failed;
    }
  }

  /** Takes the locks of those files, which need not exist; gives null if somebody holds one of them. */
  public static @Nullable PathLocks tryLock(Collection<Path> files) throws IOException {
    PathLocks locks = new PathLocks();
    try {
      for (Path file : new TreeSet<>(files)) {
        if (!locks.add(lockFile(file), false)) {
          locks.close();
          return null;
        }
      }
      return locks;
    } catch (IOException failed) {
      locks.close();
      throw failed;
    }
  }

  private static Path lockFile(Path file) {
    return file.resolveSibling(file.getFileName() + ".lock");
  }

  private boolean add(Path file, boolean wait) throws IOException {
    while (true) {
      LockFile lock = LockFile.open(file);
      try {
        if (wait) {
          lock.lock(LockFile.Mode.EXCLUSIVE);
        } else if (!lock.tryLock(LockFile.Mode.EXCLUSIVE)) {
          lock.close();
          return false;
        }
        if (lock.size() == 0) {
          held.add(new Held(file, lock));
          return true;
        }
      } catch (IOException failed) {
        lock.close();
        throw failed;
      }
      // Somebody else had it, removed it and marked it: the next one is a new file.
      lock.close();
    }
  }

  /** Lets this process add the paths that it holds the locks of: whoever calls {@link #lock} need not wait for them any more. */
  public void lend() {
    held.forEach(each -> LENT.add(each.file()));
  }

  /** Removes the lock files and gives the locks up. */
  @Override
  public void close() throws IOException {
    for (Held each : held) {
      LENT.remove(each.file());
      Files.deleteIfExists(each.file());
      each.lock().write("d");
      each.lock().close();
    }
    held.clear();
  }
}
