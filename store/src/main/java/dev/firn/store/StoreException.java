package dev.firn.store;

import org.jspecify.annotations.Nullable;

/** A store cannot do what it was asked to. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public StoreException(String message) {
    super(message);
  }

  /** With that message and what led to it. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
