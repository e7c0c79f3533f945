package dev.firn.app.recall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * What a command wrote to its two streams, in its order: pieces of one byte that names the stream, four that tell the length, and the
 * bytes.
 */
public final class Transcript {
  /** Standard output. */
  public static final int OUTPUT = 1;

  /** Standard error. */
  public static final int ERRORS = 2;

  private static final int LARGEST = 64 << 20;

  private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

  /** A stream that goes into this. */
  public OutputStream stream(int number) {
    return new OutputStream() {
      @Override
      public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        add(number, bytes, offset, length);
      }
    };
  }

  private synchronized void add(int number, byte[] bytes, int offset, int length) {
    if (pieces.size() + length > LARGEST) {
      throw new NotHere();
    }
    if (length > 0) {
      pieces.write(number);
      for (int shift = 24; shift >= 0; shift -= 8) {
        pieces.write(length >>> shift);
      }
      pieces.write(bytes, offset, length);
    }
  }

  /** How much there is. */
  synchronized int size() {
    return pieces.size();
  }

  /** What was added after there was that much. */
  synchronized byte[] since(int size) {
    byte[] all = pieces.toByteArray();
    return Arrays.copyOfRange(all, size, all.length);
  }

  /** Adds pieces. */
  synchronized void add(byte[] more) {
    pieces.write(more, 0, more.length);
  }

  /** All pieces. */
  public synchronized byte[] bytes() {
    return pieces.toByteArray();
  }

  /** Writes pieces to the streams that they belong to: to one, then to the other, as they were written. */
  public static void write(byte[] bytes, OutputStream output, OutputStream errors) {
    int at = 0;
    while (at < bytes.length) {
      int length = 0;
      for (int i = 1; i <= 4; i++) {
        length = (length << 8) | (bytes[at + i] & 0xff);
      }
      write(bytes, at + 5, length, bytes[at] == OUTPUT ? output : errors);
      at += 5 + length;
    }
  }

  private static void write(byte[] bytes, int offset, int length, OutputStream target) {
    try {
      target.write(bytes, offset, length);
      target.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
