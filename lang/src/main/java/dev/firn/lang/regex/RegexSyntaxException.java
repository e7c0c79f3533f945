package dev.firn.lang.regex;

/** A pattern that is not a regular expression. */
public final class RegexSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int offset;

  RegexSyntaxException(String reason, int offset) {
    super(reason, null, false, false);
    this.offset = offset;
  }

  /** The number of bytes of the pattern that were read when the mistake was found. */
  public int offset() {
    return offset;
  }
}
