package dev.firn.app.repl;

import org.jspecify.annotations.Nullable;

/** The text of documentation comments: {@code /** ... * /} before a function or an attribute. */
final class DocComment {
  private static final String OPEN = "/**";
  private static final String CLOSE = "*/";

  private DocComment() {}

  /** The text of the comment that begins at an offset, without its indentation. */
  static String at(String source, int offset) {
    int start = offset + OPEN.length();
    int end = source.indexOf(CLOSE, start);
    return inner(source.substring(start, end < 0 ? source.length() : end));
  }

  /** The text of the comment that ends before an offset, with nothing but blanks between; null if there is none. */
  static @Nullable String before(String source, int offset) {
    int end = offset;
    while (end > 0 && source.charAt(end - 1) <= ' ') {
      end--;
    }
    if (!source.startsWith(CLOSE, end - CLOSE.length())) {
      return null;
    }
    int start = source.lastIndexOf(OPEN, end - CLOSE.length() - 1);
    int text = start + OPEN.length();
    // Between the two, no other comment may end: then this one is none for documentation.
    return start >= 0 && source.indexOf(CLOSE, text) == end - CLOSE.length()
        ? inner(source.substring(text, end - CLOSE.length()))
        : null;
  }

  /** Takes away the blanks that all lines begin with; the opening of the comment counts as three. */
  private static String inner(String text) {
    String padded = "   " + text;
    int least = Integer.MAX_VALUE;
    for (int at = 0; at < padded.length(); at = lineEnd(padded, at) + 1) {
      int blanks = blanks(padded, at);
      if (at + blanks < lineEnd(padded, at)) {
        least = Math.min(least, blanks);
      }
    }
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < padded.length(); at = lineEnd(padded, at) + 1) {
      int end = lineEnd(padded, at);
      out.append(padded, Math.min(at + Math.min(least, blanks(padded, at)), end), end).append('\n');
    }
    return Input.trim(out.toString());
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private static int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    return at - from;
  }
}
