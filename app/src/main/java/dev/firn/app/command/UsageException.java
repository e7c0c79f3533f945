package dev.firn.app.command;

import java.util.List;

/** A command line that is none. The message is bytes, for people. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> suggestions;

  /** A mistake. */
  public UsageException(String message) {
    this(message, List.of());
  }

  /** A mistake, and what may have been meant. */
  public UsageException(String message, List<String> suggestions) {
    super(message, null, false, false);
    this.suggestions = suggestions;
  }

  /** The message. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** What may have been meant, best first. */
  public List<String> suggestions() {
    return suggestions;
  }
}
