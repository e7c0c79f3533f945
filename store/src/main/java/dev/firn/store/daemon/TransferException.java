package dev.firn.store.daemon;

import java.io.IOException;

/** Bytes that belong to a request cannot be sent: nothing is wrong with where they come from. */
abstract class TransferException extends IOException {
  private static final long serialVersionUID = 1;

  private TransferException(String message) {
    super(message);
  }

  /** The server failed, so nothing more need be sent. */
  static final class Stopped extends TransferException {
    private static final long serialVersionUID = 1;

    Stopped() {
      super("the server stopped");
    }
  }

  /** The server does not take any more. */
  static final class Broken extends TransferException {
    private static final long serialVersionUID = 1;

    private final IOException failure;

    Broken(IOException failure) {
      super(String.valueOf(failure.getMessage()));
      this.failure = failure;
    }

    /** What went wrong. */
    IOException failure() {
      return failure;
    }
  }
}
