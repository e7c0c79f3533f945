package dev.firn.lang.host;

import java.io.IOException;
import java.io.InputStream;

/**
 * A regular file that is being read.
 *
 * @param size the number of its bytes
 * @param content the bytes
 */
public record OpenFile(long size, InputStream content) implements AutoCloseable {
  @Override
  public void close() throws IOException {
    content.close();
  }
}
