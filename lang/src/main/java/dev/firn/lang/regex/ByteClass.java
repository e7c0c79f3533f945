package dev.firn.lang.regex;

import java.util.Locale;

/** The named classes and collating elements of bytes in the C locale. */
final class ByteClass {
  private static final String[] COLLATING_NAMES = {
    "NUL",
    "SOH",
    "STX",
    "ETX",
    "EOT",
    "ENQ",
    "ACK",
    "alert",
    "backspace",
    "tab",
    "newline",
    "vertical-tab",
    "form-feed",
    "carriage-return",
    "SO",
    "SI",
    "DLE",
    "DC1",
    "DC2",
    "DC3",
    "DC4",
    "NAK",
    "SYN",
    "ETB",
    "CAN",
    "EM",
    "SUB",
    "ESC",
    "IS4",
    "IS3",
    "IS2",
    "IS1",
    "space",
    "exclamation-mark",
    "quotation-mark",
    "number-sign",
    "dollar-sign",
    "percent-sign",
    "ampersand",
    "apostrophe",
    "left-parenthesis",
    "right-parenthesis",
    "asterisk",
    "plus-sign",
    "comma",
    "hyphen",
    "period",
    "slash",
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "colon",
    "semicolon",
    "less-than-sign",
    "equals-sign",
    "greater-than-sign",
    "question-mark",
    "commercial-at",
    "A",
    "B",
    "C",
    "D",
    "E",
    "F",
    "G",
    "H",
    "I",
    "J",
    "K",
    "L",
    "M",
    "N",
    "O",
    "P",
    "Q",
    "R",
    "S",
    "T",
    "U",
    "V",
    "W",
    "X",
    "Y",
    "Z",
    "left-square-bracket",
    "backslash",
    "right-square-bracket",
    "circumflex",
    "underscore",
    "grave-accent",
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "i",
    "j",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "w",
    "x",
    "y",
    "z",
    "left-curly-bracket",
    "vertical-line",
    "right-curly-bracket",
    "tilde",
    "DEL",
  };

  private static final String[] CLASS_NAMES = {
    "alnum", "alpha", "blank", "cntrl", "d", "digit", "graph", "lower", "print", "punct", "s",
    "space", "upper", "w", "xdigit",
  };

  private ByteClass() {}

  /** The byte that a collating element names, or -1. */
  static int collatingElement(String name) {
    for (int i = 0; i < COLLATING_NAMES.length; i++) {
      if (COLLATING_NAMES[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Adds the bytes of a class.
   *
   * @param name such as {@code alpha}; its case does not matter, and {@code d}, {@code s} and {@code w} are known as
   *     well
   * @return false if there is no such class
   */
  static boolean addTo(ByteSet set, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!isName(lower)) {
      return false;
    }
    for (int b = 0; b < 128; b++) {
      if (isMember(lower, b)) {
        set.add(b);
      }
    }
    return true;
  }

  private static boolean isName(String name) {
    for (String known : CLASS_NAMES) {
      if (known.equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isMember(String name, int b) {
    return switch (name) {
      case "alnum" -> isAlnum(b);
      case "alpha" -> isAlpha(b);
      case "blank" -> b == ' ' || b == '\t';
      case "cntrl" -> b < ' ' || b == 127;
      case "d", "digit" -> isDigit(b);
      case "graph" -> b > ' ' && b < 127;
      case "lower" -> isLower(b);
      case "print" -> b >= ' ' && b < 127;
      case "punct" -> b > ' ' && b < 127 && !isAlnum(b);
      case "s", "space" -> b == ' ' || (b >= '\t' && b <= '\r');
      case "upper" -> isUpper(b);
      case "w" -> isAlnum(b) || b == '_';
      default -> isDigit(b) || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
    };
  }

  private static boolean isAlnum(int b) {
    return isAlpha(b) || isDigit(b);
  }

  private static boolean isAlpha(int b) {
    return isLower(b) || isUpper(b);
  }

  private static boolean isLower(int b) {
    return b >= 'a' && b <= 'z';
  }

  private static boolean isUpper(int b) {
    return b >= 'A' && b <= 'Z';
  }

  static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  static int toLower(int b) {
    return isUpper(b) ? b + 32 : b;
  }
}
