package dev.firn.lang.regex;

/** A pattern that needs too many states, or a match that needs too much time or memory. */
public final class RegexLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegexLimitException(String reason) {
    super(reason, null, false, false);
  }
}
