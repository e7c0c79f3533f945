package dev.firn.store;

/** A source describes a path but no longer has the archive. For who wanted to copy the path, the source does not have it. */
public final class ArchiveGoneException extends StoreException {
  private static final long serialVersionUID = 1;

  /** With that message. */
  public ArchiveGoneException(String message) {
    super(message);
  }
}
