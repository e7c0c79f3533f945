package dev.firn.base.hash;

import dev.firn.base.text.Latin1;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base 64 as Nix writes and reads it. It writes the standard form with padding. It reads more: the text ends at the
 * first {@code =}, newlines do not count, padding may be missing and left-over bits are ignored.
 */
public final class NixBase64 {
  private NixBase64() {}

  /** The standard form with padding. */
  public static String encode(byte[] bytes) {
    return Latin1.string(Base64.getEncoder().encode(bytes));
  }

  /** The bytes of that text; null if it has a char outside the alphabet. */
  public static byte @Nullable [] decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 3 / 4 + 1);
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
      if (text.charAt(i) == '\n') {
        continue;
      }
      int value = value(text.charAt(i));
      if (value < 0) {
        return null;
      }
      buffer = buffer << 6 | value;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >> bits);
      }
    }
    return bytes.toByteArray();
  }

  private static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }
}
