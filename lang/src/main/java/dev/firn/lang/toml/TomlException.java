package dev.firn.lang.toml;

/** A text is no TOML document. The message shows the places, on several lines with a line feed after each; bytes. */
public final class TomlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  TomlException(String message, int offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /** The number of bytes before the first mistake. */
  public int offset() {
    return offset;
  }
}
