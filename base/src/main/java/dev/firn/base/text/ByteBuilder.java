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
