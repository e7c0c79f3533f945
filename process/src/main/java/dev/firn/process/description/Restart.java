package dev.firn.process.description;

import java.time.Duration;

/**
 * What happens when a process ends by itself.
 *
 * @param when in which cases it is started again
 * @param delay how long to wait before the first time; it doubles with each time in a row
 * @param longest the longest time to wait
 */
public record Restart(When when, Duration delay, Duration longest) {
  /** In which cases a process is started again. */
  public enum When {
    /** Never. */
    NEVER,
    /** If it failed: a status other than 0, or a signal. */
    ON_FAILURE,
    /** Always. */
    ALWAYS
  }

  /** Always, after half a second first and half a minute at most. */
  public static final Restart DEFAULT =
      new Restart(When.ALWAYS, Duration.ofMillis(500), Duration.ofSeconds(30));
}
