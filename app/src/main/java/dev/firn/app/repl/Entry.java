package dev.firn.app.repl;

import dev.firn.lang.syntax.OpenEnds;

/**
 * What a user is entering, line by line, and whether it is time to parse it.
 *
 * <p>A short entry is parsed after each line, so that mistakes are told at once. A long one only where it can end, or when it
 * has grown a good deal, so that all the parsing together takes time in proportion to its length.
 */
final class Entry {
  /** So many bytes are short. */
  private static final int SHORT = 1 << 14;

  /** A long entry is parsed when it has grown by its length divided by this. */
  private static final int GROWTH = 4;

  private final StringBuilder text = new StringBuilder();
  private final boolean pipeOperators;
  private OpenEnds ends;
  private int followed;
  private int parsed;

  /**
   * An empty entry.
   *
   * @param pipeOperators whether {@code <|} and {@code |>} are allowed
   */
  Entry(boolean pipeOperators) {
    this.pipeOperators = pipeOperators;
    this.ends = new OpenEnds(pipeOperators);
  }

  /** Adds a line, which has no newline. */
  void add(String line) {
    text.append(line).append('\n');
  }

  /** Whether nothing was entered. */
  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Whether it should be parsed now. */
  boolean isDue() {
    int length = text.length();
    if (length <= SHORT) {
      return true;
    }
    ends.add(text.substring(followed));
    followed = length;
    return ends.canEnd() || length - parsed >= length / GROWTH;
  }

  /** The text, to be parsed. */
  String text() {
    parsed = text.length();
    return text.toString();
  }

  /** Forgets all. */
  void clear() {
    text.setLength(0);
    text.trimToSize();
    ends = new OpenEnds(pipeOperators);
    followed = 0;
    parsed = 0;
  }
}
