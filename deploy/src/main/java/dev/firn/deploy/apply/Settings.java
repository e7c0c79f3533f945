package dev.firn.deploy.apply;

import java.time.Duration;

/**
 * How plans are carried out.
 *
 * @param rollback whether an apply that fails is undone
 * @param keepGoing whether what does not depend on a failure is done all the same; then nothing is undone
 * @param callsPerTarget how many calls of drivers run at once on one target
 * @param largestBatch how many operations a driver gets at once
 * @param longestCall how long a call of a driver may take
 * @param deadline how long it all may take, undoing not counted
 * @param lockWait how long to wait for others that change the same targets
 */
public record Settings(
    boolean rollback,
    boolean keepGoing,
    int callsPerTarget,
    int largestBatch,
    Duration longestCall,
    Duration deadline,
    Duration lockWait) {
  /** Undo what fails; eight calls on a target, ten minutes for each, a day for all, ten seconds for locks. */
  public static final Settings DEFAULT =
      new Settings(
          true,
          false,
          8,
          10_000,
          Duration.ofMinutes(10),
          Duration.ofDays(1),
          Duration.ofSeconds(10));

  /** Checks that the numbers are above 0. */
  public Settings {
    if (callsPerTarget < 1 || largestBatch < 1) {
      throw new IllegalArgumentException("at least one call, and one operation in it");
    }
  }

  /** These settings with failures that are not undone. */
  public Settings withoutRollback() {
    return new Settings(
        false, keepGoing, callsPerTarget, largestBatch, longestCall, deadline, lockWait);
  }

  /** These settings with failures that keep nothing else from being done. */
  public Settings withKeepGoing() {
    return new Settings(
        rollback, true, callsPerTarget, largestBatch, longestCall, deadline, lockWait);
  }

  /** These settings with that time for all. */
  public Settings withDeadline(Duration longest) {
    return new Settings(
        rollback, keepGoing, callsPerTarget, largestBatch, longestCall, longest, lockWait);
  }

  /** These settings with those limits. */
  public Settings withLimits(int calls, int batch) {
    return new Settings(rollback, keepGoing, calls, batch, longestCall, deadline, lockWait);
  }
}
