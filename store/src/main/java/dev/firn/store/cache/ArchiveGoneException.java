package dev.firn.store.cache;

import java.io.IOException;

/** A cache describes a path but no longer has the archive. For who wanted to substitute the path, the cache does not have it. */
public final class ArchiveGoneException extends IOException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  ArchiveGoneException(String message) {
    super(message);
  }
}
