package dev.firn.store.cache;

import java.io.IOException;
import java.io.InputStream;

/** Refuses to give more than a number of bytes: what is compressed may be much larger than it looks. */
final class Limited extends Counting {
  private final long limit;
  private final String name;

  Limited(InputStream source, long limit, String name) {
    super(source);
    this.limit = limit;
    this.name = name;
  }

  @Override
  void took(byte[] bytes, int offset, int length) throws IOException {
    super.took(bytes, offset, length);
    if (count() > limit) {
      throw new IOException(
          "archive '" + name + "' is larger than its description says, " + limit + " bytes");
    }
  }
}
