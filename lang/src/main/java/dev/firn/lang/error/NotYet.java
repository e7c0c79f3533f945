package dev.firn.lang.error;

/**
 * A value depends on an output that does not exist yet. Not a failure: thunks on the way stay as they were, and evaluation can be
 * asked again once the output is there.
 */
public final class NotYet extends RuntimeException {
  private final String output;

  /**
   * The answer.
   *
   * @param output what is waited for: {@code /store/path.drv^name}, or a store path
   */
  public NotYet(String output) {
    super(output, null, false, false);
    this.output = output;
  }

  /** What is waited for. */
  public String output() {
    return output;
  }
}
