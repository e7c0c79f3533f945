package dev.firn.app.console;

import org.jspecify.annotations.Nullable;

/** How a command tells what it does. */
public enum LogFormat {
  /** Lines, without what builders print. */
  RAW("raw", false),
  /** Lines, with what builders print. */
  RAW_WITH_LOGS("raw-with-logs", true),
  /** Lines of JSON, for programs. */
  INTERNAL_JSON("internal-json", true),
  /** One line that changes, where somebody watches. */
  BAR("bar", false),
  /** The same, and above it what builders print. */
  BAR_WITH_LOGS("bar-with-logs", true),
  /** Same as {@link #BAR}. */
  MULTILINE("multiline", false),
  /** Same as {@link #BAR_WITH_LOGS}. */
  MULTILINE_WITH_LOGS("multiline-with-logs", true);

  private static final LogFormat[] ALL = values();

  private final String text;
  private final boolean logs;

  LogFormat(String text, boolean logs) {
    this.text = text;
    this.logs = logs;
  }

  /** The format that users name so; null if there is none. */
  public static @Nullable LogFormat named(String text) {
    for (LogFormat format : ALL) {
      if (format.text.equals(text)) {
        return format;
      }
    }
    return null;
  }

  /** Whether what builders print is shown. */
  public boolean showsLogs() {
    return logs;
  }

  boolean isLines() {
    return this == RAW || this == RAW_WITH_LOGS;
  }
}
