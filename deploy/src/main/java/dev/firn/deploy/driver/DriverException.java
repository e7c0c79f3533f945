package dev.firn.deploy.driver;

/** A driver cannot tell what is there; the message says why. */
public final class DriverException extends Exception {
  private static final long serialVersionUID = 1;

  /** An exception with that message. */
  public DriverException(String message) {
    super(message);
  }
}
