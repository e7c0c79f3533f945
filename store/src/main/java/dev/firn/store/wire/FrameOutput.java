package dev.firn.store.wire;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Cuts a stream of bytes into frames, so that its end can be told inside another stream: a length and as many bytes each, and a length
 * of zero at the end. Nothing is padded.
 */
public final class FrameOutput extends OutputStream {
  private static final int FRAME = 1 << 16;

  private final WireWriter lengths;
  private final OutputStream target;
  private final byte[] frame = new byte[FRAME];
  private int used;

  /** Frames inside of that stream, which stays open. */
  public FrameOutput(WireWriter lengths, OutputStream target) {
    this.lengths = lengths;
    this.target = target;
  }

  @Override
  public void write(int value) throws IOException {
    if (used == FRAME) {
      send();
    }
    frame[used++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    for (int left = length; left > 0; ) {
      if (used == FRAME) {
        send();
      }
      int count = Math.min(left, FRAME - used);
      System.arraycopy(bytes, at, frame, used, count);
      used += count;
      at += count;
      left -= count;
    }
  }

  private void send() throws IOException {
    if (used > 0) {
      lengths.number(used);
      target.write(frame, 0, used);
      used = 0;
    }
  }

  /** Sends what is left and tells the end. */
  public void finish() throws IOException {
    send();
    lengths.number(0);
    target.flush();
  }
}
