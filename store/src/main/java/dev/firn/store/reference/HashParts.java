package dev.firn.store.reference;

import dev.firn.base.hash.Nix32;
import dev.firn.base.text.Latin1;
import dev.firn.store.path.StorePath;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A set of hash parts (32 digits each) that can be looked up in bytes without making strings. It is an open hash table over the first
 * eight digits; the rest is compared.
 */
final class HashParts {
  static final int LENGTH = StorePath.HASH_LENGTH;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final boolean[] DIGIT = digits();

  private final byte[] @Nullable [] table;
  private final int mask;

  /**
   * The set of those hash parts.
   *
   * @throws IllegalArgumentException if one has not 32 digits
   */
  HashParts(Collection<String> parts) {
    int size = Integer.highestOneBit(Math.max(2, parts.size() * 4));
    table = new byte[size][];
    mask = size - 1;
    for (String part : parts) {
      if (part.length() != LENGTH) {
        throw new IllegalArgumentException("'" + part + "' is no hash part");
      }
      put(Latin1.bytes(part));
    }
  }

  private static boolean[] digits() {
    boolean[] digits = new boolean[256];
    for (char c = 0; c < 256; c++) {
      digits[c] = Nix32.isDigit(c);
    }
    return digits;
  }

  private void put(byte[] part) {
    int at = slot(part, 0);
    while (table[at] != null) {
      at = (at + 1) & mask;
    }
    table[at] = part;
  }

  private int slot(byte[] bytes, int offset) {
    long first = (long) LONG.get(bytes, offset);
    return (int) ((first * 0x9E3779B97F4A7C15L) >>> 40) & mask;
  }

  /** The part at a place of an array with at least 32 bytes behind it; null if there is none of them. */
  private byte @Nullable [] at(byte[] bytes, int offset) {
    for (int at = slot(bytes, offset); table[at] != null; at = (at + 1) & mask) {
      byte[] part = table[at];
      if (Arrays.equals(part, 0, LENGTH, bytes, offset, offset + LENGTH)) {
        return part;
      }
    }
    return null;
  }

  /** Takes what was found. */
  @FunctionalInterface
  interface Found {
    /** A part begins at that place. Gives where to go on searching, beyond that place. */
    int found(byte[] part, int offset);
  }

  /**
   * Finds parts from left to right in the bytes {@code from} (inclusive) to {@code to} (exclusive). Looks at a window from its end, so
   * that bytes which are no digits let it jump.
   */
  void search(byte[] bytes, int from, int to, Found found) {
    int start = from;
    // All bytes from the start to here are known to be digits.
    int verified = from;
    while (start + LENGTH <= to) {
      int end = start + LENGTH;
      int at = end - 1;
      while (at >= verified && DIGIT[bytes[at] & 255]) {
        at--;
      }
      verified = end;
      if (at >= start && !DIGIT[bytes[at] & 255]) {
        start = at + 1;
        continue;
      }
      byte[] part = at(bytes, start);
      start = part == null ? start + 1 : found.found(part, start);
      verified = Math.max(verified, start);
    }
  }
}
