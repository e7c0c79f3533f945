package dev.firn.base.json;

import java.util.Locale;

/**
 * Cuts a JSON text into tokens. A token is a char: the structural characters stand for themselves, {@code "} is a
 * string, {@code t f n} are the literals, and the constants name the rest.
 *
 * <p>Follows the lexer of the JSON library of Nix closely enough that positions and quoted text in errors agree.
 */
final class JsonLexer {
  static final char INTEGER = 'i';
  static final char UNSIGNED = 'u';
  static final char NUMBER = 'd';
  static final char END = '\0';
  static final char ERROR = '!';

  private static final int EOF = -1;
  private static final String[] CONTROLS = {
    "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
    "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
    "FS", "GS", "RS", "US"
  };

  private final String text;
  private int position;
  private boolean atEnd;

  /** Whether a newline was read and given back: Nix's library then has lost count of the column and tells 0. */
  private boolean columnLost;

  /** Where the last string or number began: errors quote from there. */
  private int quoteFrom;

  private String error = "";
  private String string = "";
  private long integer;
  private double number;

  JsonLexer(String text) {
    this.text = text;
  }

  /** The value of a string token. */
  String string() {
    return string;
  }

  /** The value of an integer token. */
  long integer() {
    return integer;
  }

  /** The value of a number token; infinite if it was too large. */
  double number() {
    return number;
  }

  /** What is wrong, after an error token. */
  String error() {
    return error;
  }

  /** The number of bytes read. */
  int position() {
    return position;
  }

  /** The next token. */
  char next() {
    if (position == 0 && !skipByteOrderMark()) {
      return fail("invalid BOM; must be 0xEF 0xBB 0xBF if given");
    }
    int c = read();
    while (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      c = read();
    }
    switch (c) {
      case '[', ']', '{', '}', ':', ',':
        return (char) c;
      case '"':
        return scanString();
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
        return scanNumber(c);
      case 't':
        return scanLiteral("true");
      case 'f':
        return scanLiteral("false");
      case 'n':
        return scanLiteral("null");
      case 0, EOF:
        return END;
      default:
        return fail("invalid literal");
    }
  }

  private int read() {
    columnLost = false;
    if (position == text.length()) {
      atEnd = true;
      return EOF;
    }
    return text.charAt(position++);
  }

  private void unread(int c) {
    if (c == EOF) {
      atEnd = false;
    } else {
      position--;
      columnLost = c == '\n';
    }
  }

  private char fail(String message) {
    error = message;
    return ERROR;
  }

  private boolean skipByteOrderMark() {
    int c = read();
    if (c == 0xEF) {
      return read() == 0xBB && read() == 0xBF;
    }
    unread(c);
    return true;
  }

  private char scanLiteral(String literal) {
    for (int i = 1; i < literal.length(); i++) {
      if (read() != literal.charAt(i)) {
        return fail("invalid literal");
      }
    }
    return literal.charAt(0);
  }

  private char scanString() {
    quoteFrom = position - 1;
    int from = position;
    StringBuilder unescaped = null;
    while (true) {
      int c = read();
      if (c == '"') {
        string = text.substring(from, position - 1);
        if (unescaped != null) {
          string = unescaped.append(string).toString();
        }
        return '"';
      }
      if (c == '\\') {
        unescaped = unescaped == null ? new StringBuilder() : unescaped;
        unescaped.append(text, from, position - 1);
        if (!scanEscape(unescaped)) {
          return ERROR;
        }
        from = position;
      } else if (c < 0x20 || c >= 0x80) {
        if (!scanUnusual(c)) {
          return ERROR;
        }
      }
    }
  }

  /** Takes a byte that is no plain ASCII character: refuses control characters, checks UTF-8. */
  private boolean scanUnusual(int c) {
    if (c == EOF) {
      fail("invalid string: missing closing quote");
      return false;
    }
    if (c < 0x20) {
      fail(controlCharacter(c));
      return false;
    }
    int end = Utf8.end(text, position - 1);
    if (end >= 0) {
      position = end;
      return true;
    }
    int wrong = ~end;
    atEnd = wrong == text.length();
    position = Math.min(wrong + 1, text.length());
    fail("invalid string: ill-formed UTF-8 byte");
    return false;
  }

  private static String controlCharacter(int c) {
    String hex = (c < 16 ? "000" : "00") + Integer.toHexString(c).toUpperCase(Locale.ROOT);
    int letter =
        "btnfr"
            .indexOf(
                c == 8 ? 'b' : c == 9 ? 't' : c == 10 ? 'n' : c == 12 ? 'f' : c == 13 ? 'r' : '-');
    return "invalid string: control character U+"
        + hex
        + " ("
        + CONTROLS[c]
        + ") must be escaped to \\u"
        + hex
        + (letter < 0 ? "" : " or \\" + "btnfr".charAt(letter));
  }

  private boolean scanEscape(StringBuilder target) {
    int c = read();
    switch (c) {
      case '"', '\\', '/':
        target.append((char) c);
        return true;
      case 'b':
        target.append('\b');
        return true;
      case 'f':
        target.append('\f');
        return true;
      case 'n':
        target.append('\n');
        return true;
      case 'r':
        target.append('\r');
        return true;
      case 't':
        target.append('\t');
        return true;
      case 'u':
        return scanCodePoint(target);
      default:
        fail("invalid string: forbidden character after backslash");
        return false;
    }
  }

  private boolean scanCodePoint(StringBuilder target) {
    int unit = scanHex();
    if (unit < 0) {
      return false;
    }
    if (unit >= 0xDC00 && unit <= 0xDFFF) {
      fail("invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF");
      return false;
    }
    if (unit < 0xD800 || unit > 0xDBFF) {
      Utf8.append(target, unit);
      return true;
    }
    if (read() == '\\' && read() == 'u') {
      int low = scanHex();
      if (low < 0) {
        return false;
      }
      if (low >= 0xDC00 && low <= 0xDFFF) {
        Utf8.append(target, Character.toCodePoint((char) unit, (char) low));
        return true;
      }
    }
    fail("invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF");
    return false;
  }

  private int scanHex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int c = read();
      int digit = c < 0 || c >= 0x80 ? -1 : Character.digit(c, 16);
      if (digit < 0) {
        fail("invalid string: '\\u' must be followed by 4 hex digits");
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private char scanNumber(int first) {
    quoteFrom = position - 1;
    int c = first == '-' ? read() : first;
    if (!isDigit(c)) {
      return fail("invalid number; expected digit after '-'");
    }
    c = c == '0' ? read() : skipDigits();
    boolean integral = true;
    if (c == '.') {
      integral = false;
      if (!isDigit(read())) {
        return fail("invalid number; expected digit after '.'");
      }
      c = skipDigits();
    }
    if (c == 'e' || c == 'E') {
      integral = false;
      c = read();
      if (c == '+' || c == '-') {
        if (!isDigit(read())) {
          return fail("invalid number; expected digit after exponent sign");
        }
      } else if (!isDigit(c)) {
        return fail("invalid number; expected '+', '-', or digit after exponent");
      }
      c = skipDigits();
    }
    unread(c);
    return convert(integral);
  }

  private int skipDigits() {
    int c = read();
    while (isDigit(c)) {
      c = read();
    }
    return c;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** An integer that fits no 64 bits becomes a floating-point number. */
  private char convert(boolean integral) {
    String digits = text.substring(quoteFrom, position);
    if (integral && digits.length() <= 20) {
      try {
        if (digits.charAt(0) == '-' || digits.length() < 19) {
          integer = Long.parseLong(digits);
        } else {
          integer = Long.parseUnsignedLong(digits);
        }
        return digits.charAt(0) != '-' && integer < 0 ? UNSIGNED : INTEGER;
      } catch (NumberFormatException tooLarge) {
        // falls through to the floating-point number
      }
    }
    number = Double.parseDouble(digits);
    return NUMBER;
  }

  /** The line (from 1) and column of the last byte read, as errors tell them. */
  String place() {
    int line = 1;
    int column = atEnd ? 1 : 0;
    for (int i = 0; i < position; i++) {
      column++;
      if (text.charAt(i) == '\n') {
        line++;
        column = atEnd ? 1 : 0;
      }
    }
    return "line " + line + ", column " + (columnLost ? 0 : column);
  }

  /** The text since the start of the last string or number, with control characters made visible. */
  String quote() {
    StringBuilder quote = new StringBuilder();
    for (int i = quoteFrom; i < position; i++) {
      char c = text.charAt(i);
      if (c < 0x20) {
        quote
            .append(c < 16 ? "<U+000" : "<U+00")
            .append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
        quote.append('>');
      } else {
        quote.append(c);
      }
    }
    return quote.toString();
  }
}
