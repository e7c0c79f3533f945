package dev.firn.deploy.component;

import java.util.Objects;

/** A deployment cannot be as it was declared. The message names the component and says what to do. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An exception with that message. */
  public ModelException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
