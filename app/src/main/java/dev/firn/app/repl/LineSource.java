package dev.firn.app.repl;

import org.jspecify.annotations.Nullable;

/** Where the lines of a REPL come from. */
interface LineSource extends AutoCloseable {
  /** What a line is read for. */
  enum Prompt {
    /** Something new. */
    FIRST,
    /** The rest of what was begun. */
    CONTINUATION
  }

  /**
   * The next line, as bytes without its end.
   *
   * @return null at the end
   * @throws Cancelled if the user gave up what was begun
   */
  @Nullable String next(Prompt prompt);

  /** Whether somebody sits in front of it. */
  boolean isInteractive();

  @Override
  void close();

  /** The user gave up what was begun: Ctrl-C. */
  final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Cancelled() {
      super(null, null, false, false);
    }
  }
}
