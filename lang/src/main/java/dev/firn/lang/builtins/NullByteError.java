package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;

/** A text cannot become a string of the language, since it holds a null byte. */
final class NullByteError extends EvalError {
  /** The sign for null, U+2400, in UTF-8. */
  private static final String SIGN = "\u00e2\u0090\u0080";

  private NullByteError(String message) {
    super(message);
  }

  /**
   * A text that is to become a string.
   *
   * @throws NullByteError if it holds a null byte
   */
  static String refuse(String text) {
    if (text.indexOf('\0') < 0) {
      return text;
    }
    throw new NullByteError(
        "input string '"
            + text.replace("\0", SIGN)
            + "' cannot be represented as Nix string because it contains null bytes");
  }

  @Override
  protected EvalError fresh() {
    return new NullByteError(text());
  }
}
