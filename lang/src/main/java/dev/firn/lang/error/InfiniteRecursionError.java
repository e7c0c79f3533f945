package dev.firn.lang.error;

/** A value was needed to compute itself. */
public final class InfiniteRecursionError extends EvalError {
  private final Object thunk;

  /**
   * The error.
   *
   * @param thunk the thunk that was met while it was being evaluated
   * @param position where it was needed
   */
  public InfiniteRecursionError(Object thunk, int position) {
    super("infinite recursion encountered", position);
    this.thunk = thunk;
  }

  /** Whether this is the thunk that closes the circle. */
  public boolean closesAt(Object candidate) {
    return thunk == candidate;
  }

  @Override
  protected EvalError fresh() {
    return new InfiniteRecursionError(thunk, position());
  }
}
