package dev.firn.lang.syntax;

/** Which bytes may stand where in identifiers, paths and URLs, as tables. */
final class Bytes {
  /** May stand in an identifier (digits, {@code '} and {@code -} not first). */
  static final int IDENTIFIER = 1;

  /** May stand in a path between slashes. */
  static final int PATH = 2;

  /** May stand in a URL after the colon. */
  static final int URI = 4;

  /** A decimal digit. */
  static final int DIGIT = 8;

  /** May start an identifier. */
  static final int LETTER = 16;

  /** A blank or the end of a line. */
  static final int SPACE = 32;

  /** The properties of each byte; loops look here, calls would cost too much while nothing is compiled. */
  static final byte[] PROPERTIES = new byte[256];

  static {
    for (int c = 'a'; c <= 'z'; c++) {
      PROPERTIES[c] = IDENTIFIER | PATH | URI | LETTER;
      PROPERTIES[c - 'a' + 'A'] = IDENTIFIER | PATH | URI | LETTER;
    }
    for (int c = '0'; c <= '9'; c++) {
      PROPERTIES[c] = IDENTIFIER | PATH | URI | DIGIT;
    }
    mark("_", IDENTIFIER | LETTER);
    mark("'-", IDENTIFIER);
    mark("._-+", PATH);
    mark("%/?:@&=+$,-_.!~*'", URI);
    mark(" \t\r\n", SPACE);
  }

  private Bytes() {}

  /** Whether a byte has one of the given properties. */
  static boolean is(int property, byte b) {
    return (PROPERTIES[b & 0xff] & property) != 0;
  }

  private static void mark(String bytes, int properties) {
    for (int i = 0; i < bytes.length(); i++) {
      PROPERTIES[bytes.charAt(i)] |= (byte) properties;
    }
  }
}
