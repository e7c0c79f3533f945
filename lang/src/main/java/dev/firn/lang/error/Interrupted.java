package dev.firn.lang.error;

/** The user interrupted an evaluation. Not a failure: thunks on the way stay as they were. */
public final class Interrupted extends RuntimeException {
  /** What is said of it, as Nix says it. */
  public static final String MESSAGE = "interrupted by the user";

  private static final long serialVersionUID = 1L;

  /** The interruption. */
  public Interrupted() {
    super(MESSAGE, null, false, false);
  }
}
