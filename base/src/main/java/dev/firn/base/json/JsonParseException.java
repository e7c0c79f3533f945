package dev.firn.base.json;

/** A text is no JSON. The message is the one of the JSON library of Nix, with line and column. */
public final class JsonParseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int offset;

  JsonParseException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** The number of bytes that were read, up to and with the one that is wrong. */
  public int offset() {
    return offset;
  }
}
