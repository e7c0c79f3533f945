package dev.firn.base.json;

/** Steps through UTF-8 in byte strings, and refuses overlong forms, surrogates and what lies beyond U+10FFFF. */
final class Utf8 {
  private Utf8() {}

  /**
   * Checks the sequence that begins at {@code start} with a byte of 0x80 or more.
   *
   * @return the index after it; or, if it is ill-formed, {@code ~index} of the first byte that does not fit, which is
   *     {@code ~text.length()} if the text ends too early
   */
  static int end(String text, int start) {
    int lead = text.charAt(start);
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0) {
      return ~start;
    }
    int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    for (int i = start + 1; i < start + length; i++) {
      if (i >= text.length() || text.charAt(i) < low || text.charAt(i) > high) {
        return ~i;
      }
      low = 0x80;
      high = 0xBF;
    }
    return start + length;
  }

  /** Appends the bytes of a code point. */
  static void append(StringBuilder bytes, int codePoint) {
    if (codePoint < 0x80) {
      bytes.append((char) codePoint);
      return;
    }
    if (codePoint < 0x800) {
      bytes.append((char) (0xC0 | (codePoint >> 6)));
    } else {
      if (codePoint < 0x10000) {
        bytes.append((char) (0xE0 | (codePoint >> 12)));
      } else {
        bytes
            .append((char) (0xF0 | (codePoint >> 18)))
            .append((char) (0x80 | ((codePoint >> 12) & 0x3F)));
      }
      bytes.append((char) (0x80 | ((codePoint >> 6) & 0x3F)));
    }
    bytes.append((char) (0x80 | (codePoint & 0x3F)));
  }
}
