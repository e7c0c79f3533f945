package dev.firn.base.activity;

/**
 * How much somebody must want to know to be told, and how much somebody wants to know: whoever wants some level is told all that is of
 * it and of those before it. The order is that of Nix, whose protocols send the ordinal.
 */
public enum Level {
  /** Errors, and what the program itself says. */
  ERROR,
  /** Warnings. */
  WARN,
  /** What people should know. */
  NOTICE,
  /** What a command does: what people want to know by default. */
  INFO,
  /** More of it. */
  TALKATIVE,
  /** Still more. */
  CHATTY,
  /** What helps to find mistakes. */
  DEBUG,
  /** Everything. */
  VOMIT;

  private static final Level[] ALL = values();

  /** The next level: one {@code --verbose} more. */
  public Level more() {
    return ALL[Math.min(ordinal() + 1, ALL.length - 1)];
  }

  /** The level before: one {@code --quiet} more. */
  public Level less() {
    return ALL[Math.max(ordinal() - 1, 0)];
  }
}
