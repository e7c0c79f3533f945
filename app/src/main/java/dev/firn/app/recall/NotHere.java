package dev.firn.app.recall;

/** A command must run in the process that the user started: it needs what only that has. No failure, so nothing catches it on the way. */
public final class NotHere extends Error {
  private static final long serialVersionUID = 1L;

  /** Without a stack trace: nobody reads it. */
  public NotHere() {
    super("not in this process", null, false, false);
  }
}
