package dev.firn.app.console;

import java.io.IOException;
import java.io.OutputStream;

/** Standard output, buffered. Text is bytes, one {@code char} a byte. Methods throw {@link OutputException}. */
public final class Output {
  private static final int SIZE = 1 << 14;

  private final OutputStream target;
  private final byte[] buffer = new byte[SIZE];
  private int used;

  /** Buffers a stream. */
  public Output(OutputStream target) {
    this.target = target;
  }

  /** Prints a text. */
  public Output print(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (used == SIZE) {
        drain();
      }
      buffer[used++] = (byte) text.charAt(i);
    }
    return this;
  }

  /** Prints some bytes. */
  public Output print(byte[] bytes, int offset, int length) {
    if (length > SIZE - used) {
      drain();
    }
    if (length > SIZE) {
      write(bytes, offset, length);
    } else {
      System.arraycopy(bytes, offset, buffer, used, length);
      used += length;
    }
    return this;
  }

  /** The same as a stream, which need not be closed. */
  public OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        print(bytes, offset, length);
      }

      @Override
      public void flush() {
        Output.this.flush();
      }
    };
  }

  /** Prints a text and ends the line. */
  public Output line(String text) {
    return print(text).print("\n");
  }

  /** Hands over what is buffered. */
  public void flush() {
    drain();
    try {
      target.flush();
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }

  private void drain() {
    int count = used;
    // Emptied first: what could not be written is not tried again.
    used = 0;
    if (count > 0) {
      write(buffer, 0, count);
    }
  }

  private void write(byte[] bytes, int offset, int length) {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      throw new OutputException(e);
    }
  }
}
