package dev.firn.base.hash;

/** A text names no algorithm or no format: a mistake of whoever chose it, not of a hash. */
public final class UnknownHashNameException extends BadHashException {
  private static final long serialVersionUID = 1;

  UnknownHashNameException(String message) {
    super(message);
  }
}
