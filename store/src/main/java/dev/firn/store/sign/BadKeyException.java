package dev.firn.store.sign;

/** A text is no key or signature. The message never repeats it: it may be a secret. */
public final class BadKeyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public BadKeyException(String message) {
    super(message);
  }
}
