package dev.firn.store.nar;

import java.io.IOException;

/** Bytes are no archive, or a tree cannot be put into one. */
public final class NarException extends IOException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public NarException(String message) {
    super(message);
  }
}
