package dev.firn.lang.flake;

import org.jspecify.annotations.Nullable;

/** A text or a set is no flake reference. */
public class FlakeRefException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String text;

  FlakeRefException(@Nullable String text) {
    super(text, null, false, false);
    this.text = String.valueOf(text);
  }

  /** What is wrong, for the user; bytes. */
  @Override
  public String getMessage() {
    return text;
  }
}
