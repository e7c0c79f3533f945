package dev.firn.deploy.driver;

/**
 * What came of an operation.
 *
 * @param message for people: why it was not done; empty if it was
 */
public record Result(Ending ending, String message) {
  /** The operation was done. */
  public static final Result DONE = new Result(Ending.DONE, "");

  /** Nothing was changed, for that reason. */
  public static Result failed(String message) {
    return new Result(Ending.FAILED, message);
  }

  /** How far it got is not known, for that reason. */
  public static Result uncertain(String message) {
    return new Result(Ending.UNCERTAIN, message);
  }
}
