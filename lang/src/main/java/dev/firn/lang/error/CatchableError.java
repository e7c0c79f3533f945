package dev.firn.lang.error;

/** A failed assertion or a {@code throw}: what {@code tryEval} sees. */
public final class CatchableError extends EvalError {
  /** An error at a position. */
  public CatchableError(String text, int position) {
    super(text, position);
  }

  @Override
  protected EvalError fresh() {
    return new CatchableError(text(), position());
  }
}
