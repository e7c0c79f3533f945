package dev.firn.realise.plan;

import dev.firn.store.sign.TrustedKeys;
import org.jspecify.annotations.Nullable;

/**
 * How to realise.
 *
 * @param substitutionJobs how many paths are fetched at once; 0 counts as 1
 * @param keepGoing whether what does not depend on a failure is still realised
 * @param fallback whether what cannot be fetched is built
 * @param substitute whether substituters are asked
 * @param alwaysSubstitute whether they are asked even about derivations that say that they should not be
 * @param contentAddressed whether derivations may have outputs whose paths depend on their content
 * @param impure whether derivations may be impure
 * @param keys whose signatures count; null if paths need none
 * @param logLines how many lines of its log are told with the failure of a build; 0 if logs are shown while builds run
 * @param logCommand the words before the path of a derivation that show its log
 */
public record RealiseSettings(
    int substitutionJobs,
    boolean keepGoing,
    boolean fallback,
    boolean substitute,
    boolean alwaysSubstitute,
    boolean contentAddressed,
    boolean impure,
    @Nullable TrustedKeys keys,
    int logLines,
    String logCommand) {
  private static final int USUAL_SUBSTITUTIONS = 16;
  private static final int USUAL_LINES = 25;

  /** The usual settings, without experimental features; paths need no signature. */
  public static RealiseSettings usual() {
    return new RealiseSettings(
        USUAL_SUBSTITUTIONS,
        false,
        false,
        true,
        false,
        false,
        false,
        null,
        USUAL_LINES,
        "firn store log");
  }
}
