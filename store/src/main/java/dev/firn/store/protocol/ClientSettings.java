package dev.firn.store.protocol;

import dev.firn.base.activity.Level;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a client wants a daemon to work for it.
 *
 * @param keepFailed whether the directories of failed builds stay
 * @param keepGoing whether to go on after a failure with what does not need what failed
 * @param fallback whether to build what cannot be substituted
 * @param verbosity how much to tell
 * @param maxJobs how many builds may run at once
 * @param maxSilentTime after how many seconds without output a build is given up; 0 for never
 * @param verboseBuild whether to tell what builders print
 * @param cores how many processors a build may use; 0 for all
 * @param substitute whether to substitute
 * @param overrides settings of {@code nix.conf} by name
 */
public record ClientSettings(
    boolean keepFailed,
    boolean keepGoing,
    boolean fallback,
    Level verbosity,
    long maxJobs,
    long maxSilentTime,
    boolean verboseBuild,
    long cores,
    boolean substitute,
    SortedMap<String, String> overrides) {
  /** What Nix does if nobody sets anything. */
  public static final ClientSettings DEFAULT =
      new ClientSettings(false, false, false, Level.INFO, 1, 0, true, 0, true, new TreeMap<>());

  /** Takes the map over; it must not be changed any more. */
  public ClientSettings {
    overrides = Collections.unmodifiableSortedMap(overrides);
  }

  /** All that changes how something is built, as settings of {@code nix.conf}. */
  public SortedMap<String, String> byName() {
    SortedMap<String, String> all = new TreeMap<>();
    all.put("keep-failed", Boolean.toString(keepFailed));
    all.put("keep-going", Boolean.toString(keepGoing));
    all.put("fallback", Boolean.toString(fallback));
    all.put("max-jobs", Long.toString(maxJobs));
    all.put("max-silent-time", Long.toString(maxSilentTime));
    all.put("cores", Long.toString(cores));
    all.put("substitute", Boolean.toString(substitute));
    all.putAll(overrides);
    return all;
  }

  /** The same with those settings by name instead. */
  public ClientSettings withOverrides(SortedMap<String, String> newOverrides) {
    return new ClientSettings(
        keepFailed,
        keepGoing,
        fallback,
        verbosity,
        maxJobs,
        maxSilentTime,
        verboseBuild,
        cores,
        substitute,
        newOverrides);
  }
}
