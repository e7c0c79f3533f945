package dev.firn.base.activity;

/** How much somebody must want to know to be told; the order is that of Nix, whose protocols send the ordinal. */
public enum Level {
  /** Errors, and what the program itself says. */
  ERROR,
  /** Warnings. */
  WARN,
  /** What people should know. */
  NOTICE,
  /** What a command does. */
  INFO,
  /** More of it. */
  TALKATIVE,
  /** Still more. */
  CHATTY,
  /** What helps to find mistakes. */
  DEBUG,
  /** Everything. */
  VOMIT
}
