package dev.firn.store.cache;

import dev.firn.base.http.Upload;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a binary cache. May be used by several threads. */
public interface CacheTransport {
  /** Where they are, as users write it, without parameters. */
  String uri();

  /** Whether asking takes so long that answers should be kept on this machine. */
  boolean isRemote();

  /**
   * Reads a small file.
   *
   * @param name a path relative to the cache
   * @return its bytes; null if there is no such file
   * @throws IOException if it has more than {@code limit} bytes, or cannot be read
   */
  byte @Nullable [] read(String name, int limit) throws IOException;

  /**
   * Opens a file; the caller closes the stream.
   *
   * @param url a path relative to the cache; where the transport allows that, also a whole URL
   * @throws FileNotFoundException if there is no such file
   */
  InputStream open(String url) throws IOException;

  /** Whether there is a file of that name. */
  boolean exists(String name) throws IOException;

  /**
   * The names of the files in the cache itself, not in directories below.
   *
   * @throws IOException if they cannot be listed
   */
  default List<String> names() throws IOException {
    throw new IOException("its files cannot be listed");
  }

  /** Writes a file, in place of one of that name; others see all of it or nothing. */
  void write(String name, Upload content) throws IOException;
}
