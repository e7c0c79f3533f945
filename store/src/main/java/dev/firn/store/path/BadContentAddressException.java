package dev.firn.store.path;

/** A text is no content address, or one is impossible. The message is the one that Nix gives. */
public final class BadContentAddressException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public BadContentAddressException(String message) {
    super(message);
  }
}
