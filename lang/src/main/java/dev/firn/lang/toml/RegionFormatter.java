package dev.firn.lang.toml;

/** Shows places of a document, underlined, as toml11 does. */
final class RegionFormatter {
  /** So much of a line is shown before and after what is underlined. */
  private static final int CONTEXT = 30;

  /**
   * Where lines are looked for, around the ends of a region of several lines: in so much text if there is more than
   * that.
   */
  private static final int FAR = 60;

  private static final int NEAR = 50;

  /** A line, perhaps shortened, and the offset in it of what is underlined. */
  private record Line(String text, int offset) {}

  private final StringBuilder out;
  private final int width;

  private RegionFormatter(StringBuilder out, int width) {
    this.out = out;
    this.width = width;
  }

  /**
   * Appends a place and its note.
   *
   * @param width the digits of line numbers
   * @param previousName the name of the text that was shown before; it is not repeated
   */
  static void append(StringBuilder out, int width, String previousName, Problem.Note note) {
    RegionFormatter formatter = new RegionFormatter(out, width);
    Region region = note.region();
    if (!region.name().equals(previousName)) {
      out.append(" --> ").append(region.name()).append('\n');
      out.repeat(' ', width + 1).append(" |\n");
    }
    int lines = region.lastLine() - region.firstLine() + 1;
    if (lines == 1) {
      formatter.oneLine(region, note.text());
    } else {
      formatter.severalLines(region, lines, note.text());
    }
  }

  private void oneLine(Region region, String note) {
    Line line = lineAround(region.text(), region.from(), region.to() - 1);
    int room = Math.max(line.text.length() - line.offset, 1);
    line(region.firstLine(), line.text);
    underline(line.offset, Math.min(room, region.to() - region.from()), note);
  }

  private void severalLines(Region region, int lines, String note) {
    String text = region.text();
    int begin = region.from();
    int end = region.to() - 1;
    int searchEnd = text.length() - begin > FAR ? begin + NEAR : text.length();
    int searchBegin = end > FAR ? end - NEAR : 0;
    Line first = lineAround(text, begin, indexOfLineFeed(text, begin, searchEnd));
    Line last = lineAround(text, indexOfLineFeed(text, searchBegin, end), end);
    line(region.firstLine(), first.text);
    underline(
        first.offset, Math.max(first.text.length() - first.offset, 0), lines == 2 ? "" : "and");
    if (lines > 2) {
      line(region.firstLine() + 1, "...");
      underline(0, 3, "and");
    }
    line(region.lastLine(), last.text);
    underline(0, last.offset + 1, note);
  }

  private static int indexOfLineFeed(String text, int from, int to) {
    int found = text.indexOf('\n', from);
    return found < 0 || found > to ? to : found;
  }

  private static Line lineAround(String text, int begin, int end) {
    int leastBegin = Math.max(begin - CONTEXT, 0);
    int greatestEnd = Math.min(end + CONTEXT, text.length());
    int from = begin;
    while (from > leastBegin && text.charAt(from - 1) != '\n') {
      from--;
    }
    int to = end;
    while (to < greatestEnd && text.charAt(to) != '\n') {
      to++;
    }
    String line = text.substring(from, to);
    int offset = begin - from;
    if (from > 0 && text.charAt(from - 1) != '\n') {
      line = "... " + line;
      offset += 4;
    }
    return new Line(to < text.length() && text.charAt(to) != '\n' ? line + " ..." : line, offset);
  }

  private void line(int number, String text) {
    String digits = Integer.toString(number);
    out.append(' ').repeat(' ', width - digits.length()).append(digits).append(" | ");
    for (int i = 0; i < text.length(); i++) {
      appendVisible(text.charAt(i));
    }
    out.append('\n');
  }

  private void underline(int offset, int length, String note) {
    out.repeat(' ', width + 1).append(" | ").repeat(' ', offset).repeat('^', length);
    out.append("-- ").append(note).append('\n');
  }

  private void appendVisible(char c) {
    if (c >= ' ' && c < 127) {
      out.append(c);
      return;
    }
    out.append("0x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
    switch (c) {
      case '\0' -> out.append("(NUL)");
      case '\n' -> out.append("(LINE FEED)");
      case '\r' -> out.append("(CARRIAGE RETURN)");
      case '\t' -> out.append("(TAB)");
      case '\013' -> out.append("(VERTICAL TAB)");
      case '\f' -> out.append("(FORM FEED)");
      case '\033' -> out.append("(ESCAPE)");
      default -> {}
    }
  }
}
