package dev.firn.store.cache;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read. */
class Counting extends FilterInputStream {
  private long count;

  Counting(InputStream source) {
    super(source);
  }

  /** The number of bytes so far. */
  final long count() {
    return count;
  }

  /** Takes what was read. */
  void took(byte[] bytes, int offset, int length) throws IOException {
    count += length;
  }

  @Override
  public final int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 255;
  }

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      took(bytes, offset, read);
    }
    return read;
  }
}
