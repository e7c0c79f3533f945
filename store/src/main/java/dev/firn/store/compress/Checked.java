package dev.firn.store.compress;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Turns what libraries throw at broken input, such as indexes out of bounds, into what readers of streams expect. */
final class Checked extends FilterInputStream {
  Checked(InputStream source) {
    super(source);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (RuntimeException broken) {
      throw corrupt(broken);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (RuntimeException broken) {
      throw corrupt(broken);
    }
  }

  private static IOException corrupt(RuntimeException broken) {
    return new IOException("compressed data is corrupt", broken);
  }
}
