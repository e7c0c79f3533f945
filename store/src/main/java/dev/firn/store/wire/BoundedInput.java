package dev.firn.store.wire;

import java.io.InputStream;

/** A number of bytes of another stream. */
public final class BoundedInput extends SectionInput {
  /** The next bytes of that stream. A negative size counts as 0. */
  public BoundedInput(InputStream source, long size) {
    super(source, Math.max(0, size));
  }

  @Override
  long nextPiece() {
    return 0;
  }
}
