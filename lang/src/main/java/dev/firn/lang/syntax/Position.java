package dev.firn.lang.syntax;

/**
 * A place in a source.
 *
 * @param source the text
 * @param offset bytes before it
 * @param line counted from 1; {@code \n}, {@code \r\n} and a lone {@code \r} end a line
 * @param column counted in bytes from 1
 */
public record Position(Source source, int offset, int line, int column) {
  /** How messages name the place: source, line and column. */
  public String shown() {
    return source.displayName() + ":" + line + ":" + column;
  }

  /** The place of the byte at an offset. */
  public static Position of(Source source, int offset) {
    String text = source.text();
    int line = 1;
    int start = 0;
    for (int i = 0; i < offset; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        line++;
        start = i + 1;
      }
    }
    return new Position(source, offset, line, offset - start + 1);
  }

  /** {@code FILE:LINE:COLUMN}. */
  @Override
  public String toString() {
    return source.displayName() + ":" + line + ":" + column;
  }
}
