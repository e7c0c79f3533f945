package dev.firn.app.console;

import dev.firn.base.activity.Level;

/** How much a command tells; each level tells what those before it tell. */
public enum Verbosity {
  /** Errors, and what the program itself says. */
  ERROR,
  /** Warnings. */
  WARN,
  /** What people should know. */
  NOTICE,
  /** What a command does: the default. */
  INFO,
  /** More of it. */
  TALKATIVE,
  /** Still more. */
  CHATTY,
  /** What helps to find mistakes. */
  DEBUG,
  /** Everything. */
  VOMIT;

  private static final Verbosity[] ALL = values();

  /** The one that a level of activities stands for. */
  static Verbosity of(Level level) {
    return ALL[level.ordinal()];
  }

  /** The level of activities that stands for it. */
  Level level() {
    return Level.values()[ordinal()];
  }

  /** The next level: one {@code --verbose} more. */
  public Verbosity more() {
    return ALL[Math.min(ordinal() + 1, ALL.length - 1)];
  }

  /** The level before: one {@code --quiet} more. */
  public Verbosity less() {
    return ALL[Math.max(ordinal() - 1, 0)];
  }
}
