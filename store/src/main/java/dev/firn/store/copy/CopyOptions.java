package dev.firn.store.copy;

import dev.firn.store.sign.TrustedKeys;
import org.jspecify.annotations.Nullable;

/**
 * How paths are copied.
 *
 * @param keys whose signatures count; null if paths need none
 * @param jobs how many paths are copied at once, at least 1
 * @param listener is told what happens, by several threads
 */
public record CopyOptions(@Nullable TrustedKeys keys, int jobs, CopyListener listener) {
  private static final int USUAL_JOBS = 16;

  /** Copies without asking for signatures. */
  public static CopyOptions unchecked() {
    return new CopyOptions(null, USUAL_JOBS, CopyListener.NONE);
  }

  /** Copies what follows from its content or was signed by one of those keys. */
  public static CopyOptions checked(TrustedKeys keys) {
    return new CopyOptions(keys, USUAL_JOBS, CopyListener.NONE);
  }

  /** The same with another listener. */
  public CopyOptions withListener(CopyListener told) {
    return new CopyOptions(keys, jobs, told);
  }

  /** The same with another number of jobs. */
  public CopyOptions withJobs(int atOnce) {
    return new CopyOptions(keys, atOnce, listener);
  }

  /** The same with other keys. */
  public CopyOptions withKeys(@Nullable TrustedKeys trusted) {
    return new CopyOptions(trusted, jobs, listener);
  }
}
