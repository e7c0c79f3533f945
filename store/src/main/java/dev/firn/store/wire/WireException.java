package dev.firn.store.wire;

import java.io.IOException;

/** Bytes are not what the protocol or stream has there. */
public class WireException extends IOException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public WireException(String message) {
    super(message);
  }
}
