package dev.firn.app.deploy;

import dev.firn.deploy.apply.Outcome;
import dev.firn.deploy.log.LogException;
import java.util.Objects;

/** A command about a deployment cannot be carried out; the message says why, and nothing was changed. */
final class DeployFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Outcome outcome;

  DeployFailure(Outcome outcome, String message) {
    super(message);
    this.outcome = outcome;
  }

  /** What the command line, or what is there, does not allow. */
  DeployFailure(String message) {
    this(Outcome.ERROR, message);
  }

  /** A log that cannot be used: what a newer Firn wrote is refused. */
  static DeployFailure of(LogException failed) {
    boolean newer = failed.reason() == LogException.Reason.NEWER;
    return new DeployFailure(
        newer ? Outcome.REFUSED : Outcome.ERROR, String.valueOf(failed.getMessage()));
  }

  Outcome outcome() {
    return outcome;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
