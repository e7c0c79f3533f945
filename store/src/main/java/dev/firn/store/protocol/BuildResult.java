package dev.firn.store.protocol;

import dev.firn.store.Realisation;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of a build.
 *
 * @param status how it ended
 * @param message why it failed, without {@code error:} before it; empty if it did not
 * @param outputs the outputs by name; none if it failed
 * @param times how often it was built
 * @param nonDeterministic whether building it again gave something else
 * @param startTime when the builder was started, in seconds after the epoch; 0 if it was not
 * @param stopTime when the builder ended, in seconds after the epoch; 0 if it was not started
 * @param userTime the time that processors spent in it; null if it is not known
 * @param systemTime the time that processors spent in the kernel for it; null if it is not known
 */
public record BuildResult(
    BuildStatus status,
    String message,
    SortedMap<String, Realisation> outputs,
    long times,
    boolean nonDeterministic,
    long startTime,
    long stopTime,
    @Nullable Duration userTime,
    @Nullable Duration systemTime) {
  /** Takes the map over; it must not be changed any more. */
  public BuildResult {
    outputs = Collections.unmodifiableSortedMap(outputs);
  }

  /** The outputs are there, and nothing was run for it. */
  public static BuildResult success(BuildStatus status, SortedMap<String, Realisation> outputs) {
    return new BuildResult(status, "", outputs, 0, false, 0, 0, null, null);
  }

  /** It failed before anything was run. */
  public static BuildResult failure(BuildStatus status, String message) {
    boolean differs = status == BuildStatus.NOT_DETERMINISTIC;
    return new BuildResult(status, message, new TreeMap<>(), 0, differs, 0, 0, null, null);
  }

  /** The same about a builder that ran once, between those times. */
  public BuildResult ran(long newStartTime, long newStopTime) {
    return new BuildResult(
        status,
        message,
        outputs,
        1,
        nonDeterministic,
        newStartTime,
        newStopTime,
        userTime,
        systemTime);
  }

  /** The same about those outputs instead. */
  public BuildResult withOutputs(SortedMap<String, Realisation> others) {
    return new BuildResult(
        status,
        message,
        others,
        times,
        nonDeterministic,
        startTime,
        stopTime,
        userTime,
        systemTime);
  }

  /** The same with another message. */
  public BuildResult withMessage(String other) {
    return new BuildResult(
        status, other, outputs, times, nonDeterministic, startTime, stopTime, userTime, systemTime);
  }

  /** Whether the outputs are there now. */
  public boolean isSuccess() {
    return status.isSuccess();
  }
}
