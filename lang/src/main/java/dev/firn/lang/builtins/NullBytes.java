package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;

/** Strings of the language hold no null bytes. */
final class NullBytes {
  /** The sign for null, U+2400, in UTF-8. */
  private static final String SIGN = "\u00e2\u0090\u0080";

  private NullBytes() {}

  /**
   * A text that is to become a string.
   *
   * @throws EvalError if it holds a null byte
   */
  static String refuse(String text) {
    if (text.indexOf('\0') < 0) {
      return text;
    }
    throw new EvalError(
        "input string '"
            + text.replace("\0", SIGN)
            + "' cannot be represented as Nix string because it contains null bytes");
  }
}
