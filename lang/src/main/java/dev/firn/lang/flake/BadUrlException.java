package dev.firn.lang.flake;

/** A text is not the URL that it should be. As a flake reference it may still be a path. */
final class BadUrlException extends FlakeRefException {
  private static final long serialVersionUID = 1L;

  BadUrlException(String message) {
    super(message);
  }
}
