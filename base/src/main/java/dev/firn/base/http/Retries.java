package dev.firn.base.http;

import java.time.Duration;

/**
 * When what failed is tried again.
 *
 * @param attempts how often a request is tried, at least once
 * @param delay how long to wait before the second attempt; each later one waits twice as long
 * @param overloadedDelay the same if the server says that it gets too many requests
 * @param longest the longest wait, also if the server asks for more
 * @param jitter whether waits vary, so that not all clients come again at once
 */
public record Retries(
    int attempts, Duration delay, Duration overloadedDelay, Duration longest, boolean jitter) {
  /** As Nix does it by default. */
  public static final Retries DEFAULT =
      new Retries(5, Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(60), true);

  /** That often, without waiting. */
  public static Retries atOnce(int attempts) {
    return new Retries(attempts, Duration.ZERO, Duration.ZERO, Duration.ZERO, false);
  }
}
