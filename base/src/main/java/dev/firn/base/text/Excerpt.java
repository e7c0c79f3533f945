package dev.firn.base.text;

/** The lines around a place in a text, numbered, with a caret under the place. */
final class Excerpt {
  private final StringBuilder out;
  private final String source;

  private Excerpt(StringBuilder out, String source) {
    this.out = out;
    this.source = source;
  }

  /** Appends the lines, each with a line feed before it. */
  static void append(StringBuilder out, String source, int line, int column) {
    new Excerpt(out, source).append(line, column);
  }

  private void append(int line, int column) {
    int start = 0;
    for (int i = 1; i < line - 1 && start >= 0; i++) {
      start = nextLine(start);
    }
    if (start < 0 || source.isEmpty()) {
      return;
    }
    if (line > 1) {
      start = appendLine(line - 1, start);
    }
    if (start < 0) {
      return;
    }
    start = appendLine(line, start);
    if (column > 0) {
      out.append("\n      |").repeat(' ', column).append(Ansi.RED).append('^').append(Ansi.NORMAL);
    }
    if (start >= 0) {
      appendLine(line + 1, start);
    }
  }

  /** Appends the line that begins at {@code start}; gives the beginning of the next, or -1 if there is none. */
  private int appendLine(int number, int start) {
    String digits = Integer.toString(number);
    out.append("\n ").repeat(' ', Math.max(5 - digits.length(), 0)).append(digits).append("| ");
    out.append(source, start, lineEnd(start));
    return nextLine(start);
  }

  private int lineEnd(int start) {
    int end = start;
    while (end < source.length() && source.charAt(end) != '\n' && source.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** The beginning of the line after that, or -1; a line ends with a line feed, a carriage return or both. */
  private int nextLine(int start) {
    int end = lineEnd(start);
    if (end == source.length()) {
      return -1;
    }
    return source.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
}
