package dev.firn.base.json;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes strings as the JSON library of Nix does. */
final class JsonStrings {
  private static final String HEX = "0123456789abcdef";

  private JsonStrings() {}

  /**
   * Appends a string in quotes. Escaped are the quote, the backslash and control characters, nothing else.
   *
   * @return null, or what is wrong if the string is no UTF-8; then all of it was appended nevertheless
   */
  static @Nullable String append(StringBuilder target, String text) {
    target.append('"');
    int from = 0;
    String error = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        int end = Utf8.end(text, i);
        if (end < 0) {
          error = message(text, ~end);
          break;
        }
        i = end - 1;
      } else if (c < 0x20 || c == '"' || c == '\\') {
        escape(target.append(text, from, i), c);
        from = i + 1;
      }
    }
    target.append(text, from, text.length()).append('"');
    return error;
  }

  private static void escape(StringBuilder target, char c) {
    target.append('\\');
    switch (c) {
      case '"', '\\':
        target.append(c);
        break;
      case '\b':
        target.append('b');
        break;
      case '\f':
        target.append('f');
        break;
      case '\n':
        target.append('n');
        break;
      case '\r':
        target.append('r');
        break;
      case '\t':
        target.append('t');
        break;
      default:
        target.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
  }

  private static String message(String text, int wrong) {
    String prefix = "[json.exception.type_error.316] ";
    if (wrong == text.length()) {
      return prefix + "incomplete UTF-8 string; last byte: 0x" + hex(text.charAt(wrong - 1));
    }
    return prefix + "invalid UTF-8 byte at index " + wrong + ": 0x" + hex(text.charAt(wrong));
  }

  private static String hex(char c) {
    return Integer.toHexString(c | 0x100).substring(1).toUpperCase(Locale.ROOT);
  }
}
