package dev.firn.store.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads a stream of bytes that {@link FrameOutput} cut into frames, and nothing beyond it. */
public final class FrameInput extends InputStream {
  private static final int SCRATCH = 1 << 16;

  private final WireReader lengths;
  private final InputStream source;
  private final byte[] single = new byte[1];
  private long left;
  private boolean ended;

  /** The frames that follow in that stream, which stays open. */
  public FrameInput(WireReader lengths, InputStream source) {
    this.lengths = lengths;
    this.source = source;
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
    if (!next()) {
      return -1;
    }
    int read = source.read(target, offset, (int) Math.min(left, length));
    if (read < 0) {
      throw new EOFException("unexpected end-of-file");
    }
    left -= read;
    return read;
  }

  /** Goes to the frame that the next byte is in; false if there is none. */
  private boolean next() throws IOException {
    if (left == 0 && !ended) {
      left = lengths.number();
      ended = left == 0;
      if (left < 0) {
        throw new WireException("frame is too long");
      }
    }
    return !ended;
  }

  /** Reads up to the end and forgets what comes. */
  public void drain() throws IOException {
    byte[] scratch = new byte[SCRATCH];
    while (read(scratch, 0, scratch.length) >= 0) {
      continue;
    }
  }
}
