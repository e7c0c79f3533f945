package dev.firn.store.narinfo;

/** A text is no narinfo. The message says in which line. */
public final class BadNarInfoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public BadNarInfoException(String message) {
    super(message);
  }
}
