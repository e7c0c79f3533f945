package dev.firn.base.http;

import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts: twice as long each time, never all clients at once, and at least as long as the server asks for. */
final class Backoff {
  private static final int MOST_DOUBLINGS = 16;

  private final Retries retries;
  private int attempt = 1;
  private Duration asked = Duration.ZERO;
  private boolean overloaded;

  Backoff(Retries retries) {
    this.retries = retries;
  }

  /** Whether one more attempt is allowed. */
  boolean canRetry() {
    return attempt < retries.attempts();
  }

  /** Takes note of an answer that says to come again. */
  void note(HttpResponse<?> response) {
    int status = response.statusCode();
    overloaded = status == 429 || status == 503;
    asked = Duration.ofSeconds(seconds(response.headers().firstValue("Retry-After").orElse("")));
  }

  private static int seconds(String text) {
    try {
      return Math.max(0, Integer.parseInt(text.strip()));
    } catch (NumberFormatException date) {
      return 0;
    }
  }

  /** Begins to count from one: something worked. */
  void reset() {
    attempt = 1;
  }

  /** How long to wait before the next attempt, in milliseconds. */
  long next() {
    Duration base = overloaded ? retries.overloadedDelay() : retries.delay();
    long longest = retries.longest().toMillis();
    long delay = Math.min(longest, base.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS));
    if (retries.jitter() && delay > 0) {
      delay = delay / 2 + ThreadLocalRandom.current().nextLong(delay / 2 + 1);
    }
    long wait = Math.max(delay, Math.min(longest, asked.toMillis()));
    attempt++;
    overloaded = false;
    asked = Duration.ZERO;
    return wait;
  }

  /** Waits. */
  void await() throws InterruptedIOException {
    try {
      Thread.sleep(next());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a server");
    }
  }
}
