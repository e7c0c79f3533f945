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
}
