package dev.firn.process.description;

import java.time.Duration;

/**
 * How a process is asked to end.
 *
 * @param signal the name of a signal without {@code SIG}
 * @param timeout how long it may take, before it is killed
 */
public record Stop(String signal, Duration timeout) {
  /** SIGTERM, and ten seconds. */
  public static final Stop DEFAULT = new Stop("TERM", Duration.ofSeconds(10));
}
