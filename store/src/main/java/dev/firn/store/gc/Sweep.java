package dev.firn.store.gc;

import dev.firn.base.sys.LockFile;
import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.PathInUseException;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Deletes what need not stay, many paths at a time: their rows are removed together, which is durable before the first file goes. Who
 * names one of them meanwhile waits until it is gone.
 */
final class Sweep {
  private static final int BATCH = 500;
  private static final String TEMPORARY = "tmp-";

  private final LocalStore store;
  private final RootServer server;
  private final Liveness live;
  private final long maxFreed;
  private final Consumer<String> messages;
  private final SortedSet<String> deleted = new TreeSet<>();
  private long freed;

  Sweep(
      LocalStore store,
      RootServer server,
      Liveness live,
      long maxFreed,
      Consumer<String> messages) {
    this.store = store;
    this.server = server;
    this.live = live;
    this.maxFreed = maxFreed;
    this.messages = messages;
  }

  /** The full names of all that was deleted. */
  SortedSet<String> deleted() {
    return deleted;
  }

  /** The size of the files that were deleted. */
  long freed() {
    return freed;
  }

  /** Deletes paths, each after those that refer to it, valid or not. Gives whether the limit is not reached. */
  boolean paths(List<StorePath> paths) throws IOException {
    List<StorePath> batch = new ArrayList<>();
    long size = 0;
    for (StorePath path : paths) {
      long added = live.size(path);
      boolean full = batch.size() == BATCH || (!batch.isEmpty() && size + added > maxFreed - freed);
      if (full) {
        if (!batch(batch)) {
          return false;
        }
        batch.clear();
        size = 0;
      }
      batch.add(path);
      size += added;
    }
    return batch(batch);
  }

  private boolean batch(List<StorePath> paths) throws IOException {
    List<StorePath> going = begin(paths);
    try {
      for (StorePath path : going) {
        if (!delete(store.location().files(path), store.dir().print(path))) {
          return false;
        }
        server.deleted(path);
      }
      return true;
    } finally {
      // Also those that the limit leaves: they are not valid any more, so nobody misses them.
      going.forEach(server::deleted);
    }
  }

  /** Makes invalid those paths that need not stay by now. From then on who names one of them waits. */
  private List<StorePath> begin(List<StorePath> paths) {
    List<StorePath> going = new ArrayList<>(paths);
    while (true) {
      do {
        live.takeArrived();
        going.removeIf(live::contains);
      } while (!server.begin(going));
      try {
        store.invalidate(going);
        return going;
      } catch (PathInUseException inUse) {
        // Somebody registered a path that refers to it.
        going.forEach(server::deleted);
        live.keep(inUse.path());
      } catch (StoreException failed) {
        going.forEach(server::deleted);
        throw failed;
      }
    }
  }

  /**
   * Deletes something that has not the name of a path. Directories of others for temporary use are left alone as long as they are
   * locked. Gives whether the limit is not reached.
   */
  boolean other(Path file, String name) throws IOException {
    if (!name.startsWith(TEMPORARY) || !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return delete(file, store.dir().path() + "/" + name);
    }
    try (LockFile lock = LockFile.openDirectory(file)) {
      return !lock.tryLock(LockFile.Mode.EXCLUSIVE)
          || delete(file, store.dir().path() + "/" + name);
    } catch (java.nio.file.NoSuchFileException gone) {
      return true;
    }
  }

  private boolean delete(Path file, String name) throws IOException {
    messages.accept("deleting '" + name + "'");
    deleted.add(name);
    freed += store.options().disk().deleteTree(file);
    store.options().disk().reached("collect: deleted");
    if (freed > maxFreed) {
      messages.accept("deleted more than " + maxFreed + " bytes; stopping");
      return false;
    }
    return true;
  }
}
