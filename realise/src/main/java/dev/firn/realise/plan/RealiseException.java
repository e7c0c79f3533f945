package dev.firn.realise.plan;

/** Something could not be realised. The message is the one that people see, without {@code error:} before it. */
public final class RealiseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitStatus;

  /**
   * With that message.
   *
   * @param exitStatus the status that a program should end with
   */
  public RealiseException(String message, int exitStatus) {
    super(message);
    this.exitStatus = exitStatus;
  }

  /** The status that a program should end with; see {@link ExitStatus}. */
  public int exitStatus() {
    return exitStatus;
  }
}
