package dev.firn.app.console;

import java.io.IOException;

/** Standard output takes no more: whoever read it went away, or a disk is full. */
public final class OutputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super(cause.getMessage(), cause, false, false);
  }
}
