package dev.firn.deploy.driver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a log are wanted.
 *
 * @param since those written since then, as far as that is known; null for all
 * @param tail the last so many of those; -1 for all
 * @param follow whether to go on with what is written from now on
 */
public record LogQuery(@Nullable Instant since, int tail, boolean follow) {
  /** All there is now. */
  public static final LogQuery ALL = new LogQuery(null, -1, false);
}
