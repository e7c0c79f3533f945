package dev.firn.lang.toml;

/** A text is no TOML document. */
public final class TomlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final int offset;

  TomlException(String text, int offset) {
    super(text, null, false, false);
    this.text = text;
    this.offset = offset;
  }

  /** What is wrong, with the places, on several lines; bytes. */
  @Override
  public String getMessage() {
    return text;
  }

  /** The number of bytes before the first mistake. */
  public int offset() {
    return offset;
  }
}
