package dev.firn.app.command;

/** Breaks text into lines of bounded width. */
final class TextBlock {
  /** The width of a help page. */
  static final int WIDTH = 80;

  private TextBlock() {}

  /**
   * Appends text in lines.
   *
   * @param text paragraphs, separated by an empty line
   * @param indent columns before each line but the first
   * @param column where the first line begins
   */
  static void append(StringBuilder out, String text, int indent, int column) {
    int at = column;
    int start = 0;
    while (start < text.length()) {
      int end = wordEnd(text, start);
      int length = end - start;
      if (at > indent && at + 1 + length > WIDTH) {
        at = newLine(out, indent);
      } else if (at > indent) {
        out.append(' ');
        at++;
      }
      out.append(text, start, end);
      at += length;
      start = end;
      if (text.startsWith("\n\n", end)) {
        out.append('\n');
        at = newLine(out, indent);
        start += 2;
      } else {
        start++;
      }
    }
    out.append('\n');
  }

  private static int wordEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  private static int newLine(StringBuilder out, int indent) {
    out.append('\n');
    spaces(out, indent);
    return indent;
  }

  /** Appends some blanks. */
  static void spaces(StringBuilder out, int count) {
    for (int i = 0; i < count; i++) {
      out.append(' ');
    }
  }
}
