package dev.firn.lang.flake;

/** Percent-encoding (RFC 3986, section 2.1). */
final class Percent {
  private static final String HEX = "0123456789ABCDEF";

  private Percent() {}

  static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  /** Replaces escapes by what they stand for. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      if (!isEscape(text, i)) {
        throw new BadUrlException("invalid URI parameter '" + text + "': " + mistake(text, i));
      }
      out.append((char) Integer.parseInt(text, i + 1, i + 3, 16));
      i += 2;
    }
    return out.toString();
  }

  /** What is wrong with the escape at an offset. */
  static String mistake(String text, int at) {
    return text.length() - at < 3 ? "missing hexdig in pct-encoding" : "bad hexdig in pct-encoding";
  }

  /** Escapes all bytes but letters, digits, {@code -._~} and those in {@code kept}. */
  static String encode(String text, String kept) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (RefNames.isAlphanumeric(c) || "-._~".indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return out.toString();
  }

  /** Escapes only those bytes. */
  static String encodeOnly(String text, String bytes) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (bytes.indexOf(c) >= 0) {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
