package dev.firn.lang.error;

/** Something was to be read that a restricted evaluation must not see. */
public final class RestrictedPathError extends EvalError {
  /** An error without a position. */
  public RestrictedPathError(String text) {
    super(text);
  }

  @Override
  protected EvalError fresh() {
    return new RestrictedPathError(text());
  }
}
