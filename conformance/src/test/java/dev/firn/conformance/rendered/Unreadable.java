package dev.firn.conformance.rendered;

/** A process manager cannot read a file. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says why. */
  Unreadable(String message) {
    super(message);
  }
}
