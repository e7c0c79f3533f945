package dev.firn.realise.build;

import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;

/** A build cannot go on. What is told is what {@link BuildResult} will tell. */
public final class BuildFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final BuildStatus status;

  /** A failure of that kind, with a message without {@code error:} before it. */
  public BuildFailedException(BuildStatus status, String message) {
    super(message);
    this.status = status;
  }

  /** What kind of failure it is. */
  public BuildStatus status() {
    return status;
  }

  /** What went wrong. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** The result that tells it. */
  public BuildResult result() {
    return BuildResult.failure(status, text());
  }
}
