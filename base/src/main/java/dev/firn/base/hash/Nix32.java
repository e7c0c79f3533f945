package dev.firn.base.hash;

import dev.firn.base.text.Latin1;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Nix's base 32. The bytes are one little-endian number; its digits of five bits are written highest first, so the
 * last bytes come first in the text. The alphabet leaves out e, o, t and u.
 */
public final class Nix32 {
  private static final String ALPHABET = "0123456789abcdfghijklmnpqrsvwxyz";
  private static final byte[] DIGITS = Latin1.bytes(ALPHABET);
  private static final byte[] VALUES = values();

  private Nix32() {}

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < 32; i++) {
      values[ALPHABET.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** The number of chars for that many bytes. */
  public static int length(int bytes) {
    return (bytes * 8 + 4) / 5;
  }

  /** Whether that char is a digit. */
  public static boolean isDigit(char c) {
    return c < 128 && VALUES[c] >= 0;
  }

  /** The text of those bytes. */
  public static String encode(byte[] bytes) {
    int length = length(bytes.length);
    byte[] text = new byte[length];
    for (int digit = 0; digit < length; digit++) {
      int bit = digit * 5;
      int index = bit >> 3;
      int pair =
          (bytes[index] & 255) | (index + 1 < bytes.length ? (bytes[index + 1] & 255) << 8 : 0);
      text[length - 1 - digit] = DIGITS[pair >> (bit & 7) & 31];
    }
    return Latin1.string(text);
  }

  /**
   * The bytes of that text; null if some char is no digit. Bits beyond the last whole byte must be zero: if they are
   * not, the result is one byte longer than the text allows, so that a comparison with the expected length fails.
   */
  public static byte @Nullable [] decode(String text) {
    int length = text.length();
    int expected = length * 5 / 8;
    byte[] bytes = new byte[expected + 1];
    for (int digit = 0; digit < length; digit++) {
      char c = text.charAt(length - 1 - digit);
      int value = c < 128 ? VALUES[c] : -1;
      if (value < 0) {
        return null;
      }
      int bit = digit * 5;
      int shifted = value << (bit & 7);
      bytes[bit >> 3] |= (byte) shifted;
      if (shifted > 255) {
        bytes[(bit >> 3) + 1] |= (byte) (shifted >> 8);
      }
    }
    return bytes[expected] == 0 ? Arrays.copyOf(bytes, expected) : bytes;
  }
}
