package dev.firn.realise.build;

/** Whoever should build cannot be reached, and will refuse everything from now on. Nothing was built; somebody else may. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With that message for people. */
  public UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
