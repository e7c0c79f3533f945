package dev.firn.store.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A part of another stream, in one or more pieces, and nothing beyond it. Closing it leaves the other stream open. */
public abstract sealed class SectionInput extends InputStream permits BoundedInput, FrameInput {
  private static final int SCRATCH = 1 << 16;

  private final InputStream source;
  private final byte[] single = new byte[1];
  private long left;

  /** A part that begins with a piece of so many bytes. */
  SectionInput(InputStream source, long first) {
    this.source = source;
    this.left = first;
  }

  /** The size of the piece after the one that was read; 0 if there is none, then and ever after. */
  abstract long nextPiece() throws IOException;

  @Override
  public final int read() throws IOException {
    return read(single, 0, 1) < 0 ? -1 : single[0] & 255;
  }

  @Override
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      left = nextPiece();
    }
    if (left == 0) {
      return -1;
    }
    int read = source.read(target, offset, (int) Math.min(left, length));
    if (read < 0) {
      throw new EOFException("unexpected end-of-file");
    }
    left -= read;
    return read;
  }

  /** Reads up to the end and forgets what comes. */
  public final void drain() throws IOException {
    byte[] scratch = new byte[SCRATCH];
    while (read(scratch, 0, scratch.length) >= 0) {
      continue;
    }
  }
}
