package dev.firn.store.protocol;

import dev.firn.store.Realisation;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of building or substituting, as protocols tell it.
 *
 * @param status how it ended
 * @param message what went wrong; empty if nothing did
 * @param timesBuilt how often it was built
 * @param nonDeterministic whether it came out otherwise another time
 * @param start when building began, in seconds after the epoch; 0 if it was not built
 * @param stop when building ended
 * @param userTime processor time of the builder in microseconds, if known
 * @param systemTime processor time of the system for the builder in microseconds, if known
 * @param outputs what the outputs are, by name
 */
public record BuildOutcome(
    BuildStatus status,
    String message,
    long timesBuilt,
    boolean nonDeterministic,
    long start,
    long stop,
    @Nullable Long userTime,
    @Nullable Long systemTime,
    SortedMap<String, Realisation> outputs) {
  /** Takes the map over; it must not be changed any more. */
  public BuildOutcome {
    outputs = Collections.unmodifiableSortedMap(outputs);
  }

  /** What ended well, without details. */
  public static BuildOutcome success(BuildStatus status, SortedMap<String, Realisation> outputs) {
    return new BuildOutcome(status, "", 0, false, 0, 0, null, null, outputs);
  }

  /** What failed, without details. */
  public static BuildOutcome failure(BuildStatus status, String message) {
    return new BuildOutcome(status, message, 0, false, 0, 0, null, null, new TreeMap<>());
  }
}
