package dev.firn.base.hash;

import dev.firn.base.text.Latin1;
import org.jspecify.annotations.Nullable;

/** Lower-case hexadecimal digits. */
public final class Base16 {
  private static final byte[] DIGITS = Latin1.bytes("0123456789abcdef");

  private Base16() {}

  /** Two digits for each byte. */
  public static String encode(byte[] bytes) {
    byte[] text = new byte[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      text[2 * i] = DIGITS[bytes[i] >> 4 & 15];
      text[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
    return Latin1.string(text);
  }

  /** The bytes of an even number of digits, upper or lower case; null if some char is no digit. */
  public static byte @Nullable [] decode(String text) {
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = digit(text.charAt(2 * i));
      int low = digit(text.charAt(2 * i + 1));
      if ((high | low) < 0) {
        return null;
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    return bytes;
  }

  private static int digit(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' && c < 0x80 ? letter - 'a' + 10 : -1;
  }
}
