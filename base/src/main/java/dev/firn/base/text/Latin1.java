package dev.firn.base.text;

import java.nio.charset.StandardCharsets;

/**
 * Moves bytes between arrays and strings that hold one {@code char} (0 to 255) a byte.
 *
 * <p>Such strings are stored by the JVM as byte arrays, so each of these is one copy of memory.
 */
public final class Latin1 {
  private Latin1() {}

  /** The bytes of that string. Chars above 255 lose their upper half. */
  public static byte[] bytes(String text) {
    byte[] result = new byte[text.length()];
    copy(text, 0, text.length(), result, 0);
    return result;
  }

  /** Copies the bytes {@code from} (inclusive) to {@code to} (exclusive) of that string into an array. */
  @SuppressWarnings("deprecation") // the only method that copies low bytes without a new array
  public static void copy(String text, int from, int to, byte[] target, int at) {
    text.getBytes(from, to, target, at);
  }

  /** The string that holds those bytes. */
  public static String string(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The string that holds {@code length} bytes, beginning at {@code offset}. */
  public static String string(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
  }

  /** The byte string that holds the UTF-8 form of ordinary text. */
  public static String ofUnicode(String text) {
    return isAscii(text) ? text : string(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Ordinary text out of a byte string that holds UTF-8; what is no UTF-8 becomes U+FFFD. */
  public static String toUnicode(String bytes) {
    return isAscii(bytes) ? bytes : new String(bytes(bytes), StandardCharsets.UTF_8);
  }

  /** Whether all of the text is ASCII: the same in every encoding. */
  public static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Whether bytes are UTF-8. */
  public static boolean isUnicode(String bytes) {
    return ofUnicode(toUnicode(bytes)).equals(bytes);
  }
}
