package dev.firn.store.path;

/** A text is no store path, or a name cannot be that of one. The message is the one that Nix gives. */
public class BadStorePathException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public BadStorePathException(String message) {
    super(message);
  }
}
