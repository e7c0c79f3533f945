package dev.firn.store.nar;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of a regular file, open for reading.
 *
 * @param size the number of bytes
 * @param stream gives them
 */
public record FileContent(long size, InputStream stream) implements Closeable {
  @Override
  public void close() throws IOException {
    stream.close();
  }
}
