package dev.firn.base.http;

import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts: twice as long each time, never all clients at once, and at least as long as the server asks for. */
final class Backoff {
  private static final long LONGEST = 60_000;
  private static final int OVERLOADED = 50;

  private final HttpOptions options;
  private int attempt = 1;
  private long asked;
  private boolean overloaded;

  Backoff(HttpOptions options) {
    this.options = options;
  }

  /** Whether one more attempt is allowed. */
  boolean canRetry() {
    return attempt < options.attempts();
  }

  /** Takes note of an answer that says to come again. */
  void note(HttpResponse<?> response) {
    int status = response.statusCode();
    overloaded = status == 429 || status == 503;
    asked = 1000 * seconds(response.headers().firstValue("Retry-After").orElse(""));
  }

  private static long seconds(String text) {
    try {
      return Math.clamp(Long.parseLong(text.strip()), 0, LONGEST / 1000);
    } catch (NumberFormatException date) {
      return 0;
    }
  }

  /** Begins to count from one: something worked. */
  void reset() {
    attempt = 1;
  }

  /** Waits. */
  void await() throws InterruptedIOException {
    Duration base =
        overloaded ? options.retryDelay().multipliedBy(OVERLOADED) : options.retryDelay();
    long doubled = base.toMillis() << Math.min(attempt - 1, 16);
    long delay = Math.min(LONGEST, doubled);
    long jitter = delay == 0 ? 0 : ThreadLocalRandom.current().nextLong(delay / 2 + 1);
    attempt++;
    try {
      Thread.sleep(Math.max(asked, delay / 2 + jitter));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a server");
    }
    overloaded = false;
    asked = 0;
  }
}
