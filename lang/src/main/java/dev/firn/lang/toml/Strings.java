package dev.firn.lang.toml;

import dev.firn.base.text.Latin1;

/** The four kinds of strings. */
final class Strings {
  private static final String INVALID = "invalid string format";

  private Strings() {}

  /** Reads a string of any kind. */
  static String parse(Cursor in) {
    String quote = in.current() == '"' ? "\"\"\"" : "'''";
    return in.text.startsWith(quote, in.at) ? multiLine(in, quote) : singleLine(in);
  }

  /** Reads a string on one line. */
  static String singleLine(Cursor in) {
    char quote = in.current();
    int end = contentEnd(in.text, in.at + 1, quote);
    if (Syntax.at(in.text, end) != quote) {
      String kind = quote == '"' ? "basic" : "literal";
      throw new Problem(
          "toml::parse_" + kind + "_string: " + INVALID, in.regionAt(end), "expected " + quote);
    }
    String content = in.text.substring(in.at + 1, end);
    in.at = end + 1;
    return quote == '"' ? unescape(content) : content;
  }

  /** Where the content of a string on one line ends: at its quote, or at what may not be in it. */
  static int contentEnd(String text, int from, char quote) {
    int at = from;
    while (true) {
      int next = character(text, at, quote);
      if (next == Syntax.NONE) {
        return at;
      }
      at = next;
    }
  }

  /** The end of one character or escape sequence that may be in a string with such quotes. */
  private static int character(String text, int at, char quote) {
    char c = Syntax.at(text, at);
    if (c == quote) {
      return Syntax.NONE;
    }
    if (c == '\\' && quote == '"') {
      return escape(text, at + 1);
    }
    return c == '\t' || (c >= ' ' && c < 127) ? at + 1 : Syntax.nonAscii(text, at);
  }

  private static int escape(String text, int at) {
    char c = Syntax.at(text, at);
    if ("\"\\bfnrt".indexOf(c) >= 0) {
      return at + 1;
    }
    int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    for (int i = 1; i <= digits; i++) {
      if (!Syntax.isHexDigit(Syntax.at(text, at + i))) {
        return Syntax.NONE;
      }
    }
    return digits == 0 ? Syntax.NONE : at + 1 + digits;
  }

  private static String multiLine(Cursor in, String delimiter) {
    char quote = delimiter.charAt(0);
    int end = in.at + 3;
    while (!in.text.startsWith(delimiter, end)) {
      int next = multiLineCharacter(in.text, end, quote);
      if (next == Syntax.NONE) {
        String kind = quote == '"' ? "basic" : "literal";
        int place = quotesBefore(in.text, in.at + 3, end, quote);
        throw new Problem(
            "toml::parse_ml_" + kind + "_string: " + INVALID,
            in.regionAt(place),
            "expected " + delimiter);
      }
      end = next;
    }
    int quotes = end + 3;
    while (quotes < end + 5 && Syntax.at(in.text, quotes) == quote) {
      quotes++;
    }
    int from = Syntax.newline(in.text, in.at + 3);
    String content = in.text.substring(from == Syntax.NONE ? in.at + 3 : from, quotes - 3);
    in.at = quotes;
    return quote == '"' ? unescape(content) : content;
  }

  /** Quotes right before the mistake do not belong to the content: the mistake is where they begin. */
  private static int quotesBefore(String text, int from, int at, char quote) {
    int place = at;
    while (place > from && text.charAt(place - 1) == quote && !isEscaped(text, place - 1)) {
      place--;
    }
    return place;
  }

  private static boolean isEscaped(String text, int at) {
    int backslashes = 0;
    while (text.charAt(at - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static int multiLineCharacter(String text, int at, char quote) {
    if (Syntax.at(text, at) == quote) {
      return at + 1;
    }
    int next = character(text, at, quote);
    next = next == Syntax.NONE ? Syntax.newline(text, at) : next;
    return next == Syntax.NONE && quote == '"' ? escapedNewline(text, at) : next;
  }

  /** A backslash at the end of a line, with all blanks and line ends after it. */
  private static int escapedNewline(String text, int at) {
    int end =
        Syntax.at(text, at) == '\\'
            ? Syntax.newline(text, Syntax.skipSpace(text, at + 1))
            : Syntax.NONE;
    if (end == Syntax.NONE) {
      return Syntax.NONE;
    }
    while (true) {
      int next = Syntax.skipSpace(text, end);
      int line = Syntax.newline(text, next);
      if (line == Syntax.NONE) {
        return next;
      }
      end = line;
    }
  }

  /** Replaces the escape sequences of a well-formed string's content. */
  private static String unescape(String content) {
    if (content.indexOf('\\') < 0) {
      return content;
    }
    StringBuilder out = new StringBuilder(content.length());
    int at = 0;
    while (at < content.length()) {
      char c = content.charAt(at);
      if (c != '\\') {
        out.append(c);
        at++;
        continue;
      }
      int newline = escapedNewline(content, at);
      if (newline != Syntax.NONE) {
        at = newline;
        continue;
      }
      appendEscape(out, content, at);
      at = escape(content, at + 1);
    }
    return out.toString();
  }

  private static void appendEscape(StringBuilder out, String content, int at) {
    char c = content.charAt(at + 1);
    switch (c) {
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u', 'U' -> appendCodePoint(out, content, at);
      default -> out.append(c);
    }
  }

  private static void appendCodePoint(StringBuilder out, String content, int at) {
    int end = escape(content, at + 1);
    long code = Long.parseLong(content, at + 2, end, 16);
    // Such an escape is shown in a text of its own: the rest of the string.
    Region region = new Region("internal temporary", content.substring(at), 1, end - at, false);
    if (code >= 0xd800 && code <= 0xdfff) {
      throw new Problem(
          "toml::parse_utf8_codepoint: [0xD800, 0xDFFF] is not a valid UTF-8", region, "here");
    }
    if (code > 0x10ffff) {
      throw new Problem(
          "toml::parse_utf8_codepoint: input codepoint is too large.",
          region,
          "must be in range [0x00, 0x10FFFF]");
    }
    out.append(Latin1.ofUnicode(Character.toString((int) code)));
  }
}
