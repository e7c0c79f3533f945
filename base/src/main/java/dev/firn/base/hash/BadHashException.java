package dev.firn.base.hash;

/** A text is no hash, no algorithm or no format. The message is the one that Nix gives. */
public class BadHashException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public BadHashException(String message) {
    super(message);
  }
}
