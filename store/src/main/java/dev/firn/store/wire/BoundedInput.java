package dev.firn.store.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A number of bytes of another stream. Closing it leaves the other stream open. */
public final class BoundedInput extends InputStream {
  private static final int SCRATCH = 1 << 16;

  private final InputStream source;
  private final byte[] single = new byte[1];
  private long left;

  /** The next bytes of that stream. */
  public BoundedInput(InputStream source, long size) {
    this.source = source;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 255;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left <= 0) {
      return -1;
    }
    int read = source.read(target, offset, (int) Math.min(left, length));
    if (read < 0) {
      throw new EOFException("unexpected end-of-file");
    }
    left -= read;
    return read;
  }

  /** Reads what is left and forgets it. */
  public void drain() throws IOException {
    byte[] scratch = new byte[SCRATCH];
    while (read(scratch, 0, scratch.length) >= 0) {
      continue;
    }
  }
}
