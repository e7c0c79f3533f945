package dev.firn.lang.error;

/** A store path is needed that the store does not have. */
public final class InvalidPathError extends EvalError {
  private final String path;

  /**
   * An error without a position.
   *
   * @param path the full store path
   */
  public InvalidPathError(String path) {
    super("path '" + path + "' is not valid");
    this.path = path;
  }

  /** The full store path. */
  public String path() {
    return path;
  }

  @Override
  protected EvalError fresh() {
    return new InvalidPathError(path);
  }
}
