package dev.firn.deploy.target;

import java.util.Objects;

/** Somebody else has a lock; the message says what is locked and, as far as known, by whom. */
public final class LockedException extends Exception {
  private static final long serialVersionUID = 1;

  LockedException(String name, String holder) {
    super(
        "the "
            + name
            + " is being changed"
            + (holder.isEmpty() ? "" : " by " + holder)
            + ": try again later");
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
