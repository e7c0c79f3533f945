package dev.firn.store;

import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where valid paths can be read from: a store, a binary cache.
 *
 * <p>All methods throw {@link StoreException} if the source fails, and may be called by several threads.
 */
public interface PathSource {
  /** The directory that paths are written with. */
  StoreDir dir();

  /** What is known about a path; null if it is not valid. */
  @Nullable PathInfo find(StorePath path);

  /**
   * Writes the archive of a valid path, and leaves the stream open. Nobody has compared it with the hash in its description yet.
   *
   * @throws IOException if the archive cannot be read or the stream fails
   */
  void writeArchive(StorePath path, OutputStream target) throws IOException;

  /**
   * The archive of a valid path as a stream, for one thread, which closes it. Nobody has compared it with the hash in its description yet.
   *
   * @throws IOException if the archive cannot be read
   */
  default InputStream openArchive(StorePath path) throws IOException {
    return ArchivePipe.open(this, path);
  }

  /** What is known about a valid path. */
  default PathInfo info(StorePath path) {
    PathInfo info = find(path);
    if (info == null) {
      throw new StoreException("path '" + dir().print(path) + "' is not valid");
    }
    return info;
  }
}
