package dev.firn.base.text;

/**
 * The lines around a place in a text, numbered, with a caret under the place. Of lines that no screen could show, only the part around
 * the place is shown: some programs write everything on one line.
 */
final class Excerpt {
  /** Longer lines are cut. */
  private static final int LONGEST = 10_000;

  /** What is shown of such a line before the place; after it, twice as much. */
  private static final int AROUND = 200;

  /** An ellipsis in UTF-8, where something was cut. */
  private static final String CUT = "\u00e2\u0080\u00a6";

  private final StringBuilder out;
  private final String source;

  /** The bytes that are left out at the beginning of each line. */
  private int skipped;

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
    int shown = line > 1 ? nextLine(start) : start;
    if (shown >= 0 && lineEnd(shown) - shown > LONGEST) {
      skipped = Math.max(column - AROUND, 0);
    }
    if (line > 1) {
      start = appendLine(line - 1, start);
    }
    if (start < 0) {
      return;
    }
    start = appendLine(line, start);
    if (column > 0) {
      int marked = skipped == 0 ? column : column - skipped + 1;
      out.append("\n      |").repeat(' ', marked).append(Ansi.RED).append('^').append(Ansi.NORMAL);
    }
    if (start >= 0) {
      appendLine(line + 1, start);
    }
  }

  /** Appends the line that begins at {@code start}; gives the beginning of the next, or -1 if there is none. */
  private int appendLine(int number, int start) {
    String digits = Integer.toString(number);
    out.append("\n ").repeat(' ', Math.max(5 - digits.length(), 0)).append(digits).append("| ");
    int lineEnd = lineEnd(start);
    int from = Math.min(start + skipped, lineEnd);
    int end = lineEnd - start > LONGEST ? Math.min(from + 3 * AROUND, lineEnd) : lineEnd;
    out.append(skipped > 0 ? CUT : "").append(source, from, end).append(end < lineEnd ? CUT : "");
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
