package dev.firn.store.profile;

import dev.firn.store.StoreException;

/** Two packages of the same priority have the same file. */
public final class FileConflictException extends StoreException {
  private static final long serialVersionUID = 1;

  private final String first;
  private final String second;
  private final int priority;

  FileConflictException(String first, String second, int priority) {
    super(
        "Unable to build profile. There is a conflict for the following files:\n\n  \""
            + first
            + "\"\n  \""
            + second
            + "\"");
    this.first = first;
    this.second = second;
    this.priority = priority;
  }

  /** The file of the package that came first. */
  public String first() {
    return first;
  }

  /** The file of the other. */
  public String second() {
    return second;
  }

  /** The priority of both. */
  public int priority() {
    return priority;
  }
}
