package dev.firn.lang.toml;

/**
 * The tokens of TOML. Each method says where a token that begins at an offset ends, or {@link #NONE} if there is
 * none. The texts must end with a line feed or a carriage return, so that every look at a byte is inside.
 */
final class Syntax {
  /** No such token. */
  static final int NONE = -1;

  private Syntax() {}

  static char at(String text, int offset) {
    return offset < text.length() ? text.charAt(offset) : '\0';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isBareKeyChar(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  }

  private static boolean isBetween(char c, int least, int greatest) {
    return c >= least && c <= greatest;
  }

  /** The end of blanks and tabs. */
  static int skipSpace(String text, int from) {
    int at = from;
    while (at(text, at) == ' ' || at(text, at) == '\t') {
      at++;
    }
    return at;
  }

  static int newline(String text, int from) {
    if (at(text, from) == '\n') {
      return from + 1;
    }
    return text.startsWith("\r\n", from) ? from + 2 : NONE;
  }

  /** A comment, without the line's end. */
  static int comment(String text, int from) {
    if (at(text, from) != '#') {
      return NONE;
    }
    int at = from + 1;
    while (true) {
      int next =
          at(text, at) == '\t' || isBetween(at(text, at), 0x20, 0x7e) ? at + 1 : nonAscii(text, at);
      if (next == NONE) {
        return at;
      }
      at = next;
    }
  }

  /** A character of several bytes in well-formed UTF-8. */
  static int nonAscii(String text, int from) {
    char first = at(text, from);
    if (first < 0xc2 || first > 0xf4) {
      return NONE;
    }
    int more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int greatest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (!isBetween(at(text, from + 1), least, greatest)) {
      return NONE;
    }
    for (int i = 2; i <= more; i++) {
      if (!isBetween(at(text, from + i), 0x80, 0xbf)) {
        return NONE;
      }
    }
    return from + more + 1;
  }

  /** A key with dots. */
  static int key(String text, int from) {
    int at = simpleKey(text, from);
    int end = at;
    while (at != NONE) {
      end = at;
      int dot = skipSpace(text, at);
      at = at(text, dot) == '.' ? simpleKey(text, skipSpace(text, dot + 1)) : NONE;
    }
    return end;
  }

  /** A key without dots. */
  static int simpleKey(String text, int from) {
    char first = at(text, from);
    if (first == '"' || first == '\'') {
      int end = Strings.contentEnd(text, from + 1, first);
      return at(text, end) == first ? end + 1 : NONE;
    }
    int at = from;
    while (isBareKeyChar(at(text, at))) {
      at++;
    }
    return at == from ? NONE : at;
  }

  /** The header of a table, {@code [a.b]}. */
  static int tableHeader(String text, int from) {
    return at(text, from) == '[' ? headerEnd(text, from + 1, "]") : NONE;
  }

  /** The header of a table in an array of tables, {@code [[a.b]]}. */
  static int arrayHeader(String text, int from) {
    return text.startsWith("[[", from) ? headerEnd(text, from + 2, "]]") : NONE;
  }

  private static int headerEnd(String text, int from, String close) {
    int end = key(text, skipSpace(text, from));
    if (end == NONE) {
      return NONE;
    }
    int at = skipSpace(text, end);
    return text.startsWith(close, at) ? at + close.length() : NONE;
  }

  private static int sign(String text, int from) {
    return at(text, from) == '+' || at(text, from) == '-' ? from + 1 : from;
  }

  /** Exactly so many digits. */
  static int digits(String text, int from, int count) {
    if (from == NONE) {
      return NONE;
    }
    for (int i = 0; i < count; i++) {
      if (!isDigit(at(text, from + i))) {
        return NONE;
      }
    }
    return from + count;
  }

  private static int literal(String text, int from, char c) {
    return from != NONE && at(text, from) == c ? from + 1 : NONE;
  }

  /** Digits of a base with single underscores between them. */
  private static int digitRun(String text, int from, int base) {
    if (!isDigitOf(at(text, from), base)) {
      return NONE;
    }
    int at = from + 1;
    while (true) {
      if (isDigitOf(at(text, at), base)) {
        at++;
      } else if (at(text, at) == '_' && isDigitOf(at(text, at + 1), base)) {
        at += 2;
      } else {
        return at;
      }
    }
  }

  static boolean isDigitOf(char c, int base) {
    return base == 16 ? isHexDigit(c) : c >= '0' && c < '0' + base;
  }

  /** An integer with a prefix: 0x, 0o or 0b. */
  static int prefixedInteger(String text, int from, String prefix, int base) {
    return text.startsWith(prefix, from) ? digitRun(text, from + prefix.length(), base) : NONE;
  }

  static int decimalInteger(String text, int from) {
    int at = sign(text, from);
    if (!isDigit(at(text, at))) {
      return NONE;
    }
    return at(text, at) == '0' ? at + 1 : digitRun(text, at, 10);
  }

  /** Any integer. */
  static int integer(String text, int from) {
    int end = prefixedInteger(text, from, "0x", 16);
    end = end == NONE ? prefixedInteger(text, from, "0o", 8) : end;
    end = end == NONE ? prefixedInteger(text, from, "0b", 2) : end;
    return end == NONE ? decimalInteger(text, from) : end;
  }

  static int floating(String text, int from) {
    int integer = decimalInteger(text, from);
    if (integer != NONE) {
      int exponent = exponent(text, integer);
      if (exponent != NONE) {
        return exponent;
      }
      int fraction = at(text, integer) == '.' ? digitRun(text, integer + 1, 10) : NONE;
      if (fraction != NONE) {
        exponent = exponent(text, fraction);
        return exponent == NONE ? fraction : exponent;
      }
    }
    int at = sign(text, from);
    return text.startsWith("inf", at) || text.startsWith("nan", at) ? at + 3 : NONE;
  }

  private static int exponent(String text, int from) {
    char e = at(text, from);
    return e == 'e' || e == 'E' ? digitRun(text, sign(text, from + 1), 10) : NONE;
  }

  static int date(String text, int from) {
    int month = literal(text, digits(text, from, 4), '-');
    int day = literal(text, digits(text, month, 2), '-');
    return digits(text, day, 2);
  }

  static int time(String text, int from) {
    int minute = literal(text, digits(text, from, 2), ':');
    int second = literal(text, digits(text, minute, 2), ':');
    int end = digits(text, second, 2);
    if (end == NONE || at(text, end) != '.' || !isDigit(at(text, end + 1))) {
      return end;
    }
    int at = end + 1;
    while (isDigit(at(text, at))) {
      at++;
    }
    return at;
  }

  static int timeOffset(String text, int from) {
    char c = at(text, from);
    if (c == 'Z' || c == 'z') {
      return from + 1;
    }
    int hour = sign(text, from);
    return hour == from ? NONE : digits(text, literal(text, digits(text, hour, 2), ':'), 2);
  }

  /** A date and a time. */
  static int dateTime(String text, int from) {
    int end = date(text, from);
    boolean delimited = end != NONE && isTimeDelimiter(at(text, end));
    return delimited ? time(text, end + 1) : NONE;
  }

  static boolean isTimeDelimiter(char c) {
    return c == 'T' || c == 't' || c == ' ';
  }
}
