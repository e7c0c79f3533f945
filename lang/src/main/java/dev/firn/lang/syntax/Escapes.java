package dev.firn.lang.syntax;

/** The escapes of string literals. */
final class Escapes {
  private Escapes() {}

  /** Whether a piece of a string literal differs from its bytes. */
  static boolean needed(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      byte c = text[i];
      if (c == '\\' || c == '\r' || c == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * What a piece of a string literal means: {@code \n}, {@code \r}, {@code \t} are control characters, any other byte after a
   * backslash is itself; CR and CR LF are LF.
   */
  static String unescape(byte[] text, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = (char) (text[i] & 0xff);
      if (c == '\\') {
        out.append(escaped((char) (text[++i] & 0xff)));
      } else if (c == '\r') {
        out.append('\n');
        if (i + 1 < to && text[i + 1] == '\n') {
          i++;
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Whether there is a zero byte that no backslash precedes. */
  static boolean hasBareZero(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == 0) {
        return true;
      }
      if (text[i] == '\\') {
        i++;
      }
    }
    return false;
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }
}
