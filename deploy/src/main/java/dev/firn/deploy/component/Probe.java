package dev.firn.deploy.component;

import dev.firn.base.json.Json;
import java.time.Duration;
import java.util.SortedMap;

/**
 * What tells whether a component is ready.
 *
 * @param kind which question is asked, such as {@code tcp}
 * @param arguments what the question needs to know
 * @param interval how long to wait between questions
 * @param timeout how long the component may take to become ready, from when it was started
 * @param threshold how many good answers in a row make it ready, at least 1
 */
public record Probe(
    String kind,
    SortedMap<String, Json> arguments,
    Duration interval,
    Duration timeout,
    int threshold) {
  /** Copies the arguments. */
  public Probe {
    arguments = Json.object(arguments).members();
    if (interval.isNegative() || interval.isZero() || timeout.isNegative() || threshold < 1) {
      throw new ModelException(
          "the probe '"
              + kind
              + "' needs an interval above 0, a timeout of 0 or more and a threshold of 1 or more");
    }
  }

  /** How long one answer may take: questions about a component that is slow at first are not given up at once. */
  public Duration patience() {
    Duration least = Duration.ofSeconds(5);
    return interval.compareTo(least) > 0 ? interval : least;
  }
}
