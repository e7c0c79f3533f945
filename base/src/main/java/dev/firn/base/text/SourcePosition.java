package dev.firn.base.text;

import org.jspecify.annotations.Nullable;

/**
 * A place in a text that a message points at.
 *
 * @param origin how the text is named: a file, or for instance {@code «string»}; bytes
 * @param line counted from 1; 0 means that the place is not known
 * @param column counted in bytes from 1; 0 means the line as a whole
 * @param source the text itself, bytes; null if it cannot be had
 */
public record SourcePosition(String origin, int line, int column, @Nullable String source) {
  /** The place as {@code ORIGIN:LINE:COLUMN}, without the column where there is none. */
  @Override
  public String toString() {
    return column > 0 ? origin + ':' + line + ':' + column : origin + ':' + line;
  }
}
