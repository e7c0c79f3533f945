package dev.firn.lang.syntax;

/** How names and strings are written so that they can be read back. */
public final class Identifiers {
  private Identifiers() {}

  /** Whether a name needs no quotes as the name of an attribute; {@code or} is such a name, the other keywords are not. */
  public static boolean isPlain(String name) {
    if (name.isEmpty() || !isLetter(name.charAt(0)) || isKeyword(name)) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '\'' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** Appends a name, in quotes if it needs them. */
  public static void appendName(StringBuilder out, String name) {
    if (isPlain(name)) {
      out.append(name);
    } else {
      appendString(out, name);
    }
  }

  /** Appends a string literal: quotes, backslashes, {@code ${}, LF, CR and TAB are escaped, other bytes are as they are. */
  public static void appendString(StringBuilder out, String string) {
    out.append('"');
    appendEscaped(out, string);
    out.append('"');
  }

  /** Appends what stands between the quotes of a string literal. */
  public static void appendEscaped(StringBuilder out, String string) {
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c == '$' && i + 1 < string.length() && string.charAt(i + 1) == '{') {
            out.append('\\');
          }
          out.append(c);
        }
      }
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isKeyword(String name) {
    return switch (name.length()) {
      case 2 -> name.equals("if") || name.equals("in");
      case 3 -> name.equals("let") || name.equals("rec");
      case 4 -> name.equals("then") || name.equals("else") || name.equals("with");
      case 6 -> name.equals("assert");
      case 7 -> name.equals("inherit");
      default -> false;
    };
  }
}
