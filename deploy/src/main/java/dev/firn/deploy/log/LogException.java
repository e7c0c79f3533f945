package dev.firn.deploy.log;

/** An event log cannot be used, and was left untouched. The message says which and what to do. */
public final class LogException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why it cannot be used. */
  public enum Reason {
    /** A record in the middle is not what was written. */
    CORRUPT,
    /** A newer Firn wrote it. */
    NEWER,
    /** The disk said no. */
    DISK
  }

  private final Reason reason;

  LogException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why it cannot be used. */
  public Reason reason() {
    return reason;
  }
}
