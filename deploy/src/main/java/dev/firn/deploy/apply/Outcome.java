package dev.firn.deploy.apply;

/** How a command that changes a deployment, or looks whether it would, ended. */
public enum Outcome {
  /** All was done, or there was nothing to do. */
  DONE(0),
  /** Something was wrong before anything was changed. */
  ERROR(1),
  /** There is something to do: only of commands that look. */
  DIFFERENCES(2),
  /** It failed, and all is as it was before. */
  UNDONE(3),
  /** It failed, and something is neither as it was nor as it should be; it is named. */
  INCOMPLETE(4),
  /** It took too long, and was undone. */
  TIMED_OUT(5),
  /** Somebody else is changing the deployment or one of its targets. */
  LOCKED(6),
  /** It was not done on purpose: the world is not as it was when the plan was made, or a newer Firn was here. */
  REFUSED(7),
  /** It was interrupted; it can be repeated, and {@code recover} goes on with it. */
  INTERRUPTED(130);

  private final int exitStatus;

  Outcome(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /** The exit status of the command. */
  public int exitStatus() {
    return exitStatus;
  }
}
