package dev.firn.store.protocol;

import dev.firn.base.disk.Disk;
import dev.firn.store.StoreException;
import dev.firn.store.nar.DiskTree;
import dev.firn.store.nar.FileTree;
import dev.firn.store.nar.NarHandler;
import dev.firn.store.nar.NarRestorer;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of paths of a store elsewhere: fetched when they are asked for, into a temporary directory that goes when this is closed. */
public final class FetchedTrees implements AutoCloseable {
  /** Hands over what the archive of a path holds. */
  @FunctionalInterface
  public interface Fetcher {
    /** Hands it over. */
    void fetch(StorePath path, NarHandler handler) throws IOException;
  }

  private final StoreDir dir;
  private final Fetcher fetcher;
  private final Map<StorePath, Path> fetched = new HashMap<>();
  private @Nullable Path directory;

  /** Trees that are fetched like that. */
  public FetchedTrees(StoreDir dir, Fetcher fetcher) {
    this.dir = dir;
    this.fetcher = fetcher;
  }

  /** The files of a valid path. */
  public synchronized FileTree tree(StorePath path) {
    try {
      Path place = fetched.get(path);
      if (place == null) {
        place = fetch(path);
        fetched.put(path, place);
      }
      return new DiskTree(place);
    } catch (IOException failed) {
      throw new StoreException(
          "cannot fetch '" + dir.print(path) + "': " + failed.getMessage(), failed);
    }
  }

  private Path fetch(StorePath path) throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("firn-remote-");
    }
    Path place = directory.resolve(Integer.toString(fetched.size()));
    Disk.REAL.deleteTree(place);
    try (NarRestorer restorer = NarRestorer.plain(place)) {
      fetcher.fetch(path, restorer);
    }
    return place;
  }

  @Override
  public synchronized void close() {
    if (directory != null) {
      try {
        Disk.REAL.deleteTree(directory);
      } catch (IOException failed) {
        throw new StoreException("cannot delete " + directory, failed);
      }
      directory = null;
      fetched.clear();
    }
  }
}
