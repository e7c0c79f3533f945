package dev.firn.deploy.json;

/** A JSON value is not what it should be; the message says where. */
public final class JsonFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with that message. */
  public JsonFormatException(String message) {
    super(message);
  }
}
