package dev.firn.app.repl;

/** What was entered goes on in the next line. */
final class Incomplete extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Incomplete() {
    super(null, null, false, false);
  }
}
