package dev.firn.lang.value;

/** How strings and names are written in Nix. Bytes, one {@code char} a byte. */
public final class Literals {
  private Literals() {}

  /** Appends a string literal. */
  public static void appendString(StringBuilder out, String text) {
    out.append('"');
    appendEscaped(out, text, text.length());
    out.append('"');
  }

  /** Appends the first bytes of a string, escaped as inside a literal. */
  static void appendEscaped(StringBuilder out, String text, int length) {
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '$' -> out.append(i + 1 < text.length() && text.charAt(i + 1) == '{' ? "\\$" : "$");
        default -> out.append(c);
      }
    }
  }

  /** Appends the name of an attribute, quoted where it must be. */
  public static void appendName(StringBuilder out, String name) {
    if (isVariable(name)) {
      out.append(name);
    } else {
      appendString(out, name);
    }
  }

  /** Whether a name may stand as a variable: an identifier that is no keyword. */
  public static boolean isVariable(String name) {
    if (name.isEmpty() || !isStart(name.charAt(0)) || isKeyword(name)) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isStart(c) && !(c >= '0' && c <= '9') && c != '-' && c != '\'') {
        return false;
      }
    }
    return true;
  }

  private static boolean isStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }

  /** Whether a word is reserved; {@code or} is not. */
  public static boolean isKeyword(String word) {
    return switch (word) {
      case "if", "then", "else", "assert", "with", "let", "in", "rec", "inherit" -> true;
      default -> false;
    };
  }
}
