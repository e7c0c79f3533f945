package dev.firn.lang.regex;

/** A set of bytes. */
final class ByteSet {
  private final long[] bits = new long[4];

  void add(int b) {
    bits[b >> 6] |= 1L << b;
  }

  void addAll(ByteSet other) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] |= other.bits[i];
    }
  }

  void complement() {
    for (int i = 0; i < bits.length; i++) {
      bits[i] = ~bits[i];
    }
  }

  boolean contains(int b) {
    return b < 256 && (bits[b >> 6] >>> b & 1) != 0;
  }
}
