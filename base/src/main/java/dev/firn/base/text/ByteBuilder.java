package dev.firn.base.text;

import java.util.Arrays;

/** A growing array of bytes, to write formats into without intermediate strings. Not for several threads. */
public final class ByteBuilder {
  private byte[] bytes;
  private int length;

  /** An empty builder with room for that many bytes. */
  public ByteBuilder(int capacity) {
    bytes = new byte[capacity];
  }

  /** The number of bytes so far. */
  public int length() {
    return length;
  }

  /** The array that holds the bytes, from index 0. Valid until the next change. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Forgets all bytes and keeps the room. */
  public void clear() {
    length = 0;
  }

  /** Appends one byte (the lower eight bits). */
  public ByteBuilder append(char value) {
    ensure(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Appends a byte string. */
  public ByteBuilder append(String text) {
    return append(text, 0, text.length());
  }

  /** Appends the part of a byte string from {@code from} (inclusive) to {@code to} (exclusive). */
  public ByteBuilder append(String text, int from, int to) {
    ensure(to - from);
    Latin1.copy(text, from, to, bytes, length);
    length += to - from;
    return this;
  }

  /** Appends a part of an array. */
  public ByteBuilder append(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /**
   * Appends a byte string with a backslash before some bytes.
   *
   * @param escapes for each of the 256 bytes what stands for it after the backslash; 0 if it stands for itself, without one
   */
  public ByteBuilder appendEscaped(String text, byte[] escapes) {
    int begin = length;
    append(text);
    int escaped = 0;
    for (int i = begin; i < length; i++) {
      escaped += escapes[bytes[i] & 0xFF] == 0 ? 0 : 1;
    }
    // From behind, so that nothing is overwritten before it has moved.
    ensure(escaped);
    int from = length - 1;
    length += escaped;
    for (int to = length - 1; to > from; from--) {
      byte escape = escapes[bytes[from] & 0xFF];
      bytes[to--] = escape == 0 ? bytes[from] : escape;
      if (escape != 0) {
        bytes[to--] = '\\';
      }
    }
    return this;
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(Math.addExact(length, more), (int) Math.min(length * 2L, 1 << 30)));
    }
  }

  /** The bytes as a byte string. */
  @Override
  public String toString() {
    return Latin1.string(bytes, 0, length);
  }
}
