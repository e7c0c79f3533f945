package dev.firn.process.boot;

/** The supervisor cannot be made to start with the machine; the message says why, and what to do. */
public final class BootException extends Exception {
  private static final long serialVersionUID = 1;

  BootException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
