package dev.firn.lang.error;

/** More calls in one another than {@code max-call-depth} allows, or a value that is printed goes deeper. Always ends what goes on. */
public final class CallDepthError extends EvalError {
  /**
   * The error.
   *
   * @param position of what went too deep
   */
  public CallDepthError(int position) {
    super("stack overflow; max-call-depth exceeded", position);
  }

  @Override
  protected EvalError fresh() {
    return new CallDepthError(position());
  }
}
