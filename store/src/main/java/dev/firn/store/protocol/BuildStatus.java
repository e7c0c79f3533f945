package dev.firn.store.protocol;

import org.jspecify.annotations.Nullable;

/** How building or substituting ended; the order is that of Nix, whose protocols send the ordinal. */
public enum BuildStatus {
  /** It was built. */
  BUILT,
  /** It was substituted. */
  SUBSTITUTED,
  /** It was there. */
  ALREADY_VALID,
  /** The builder failed. */
  PERMANENT_FAILURE,
  /** The derivation or its inputs are not as they must be. */
  INPUT_REJECTED,
  /** An output is not as it must be. */
  OUTPUT_REJECTED,
  /** It failed for a reason that may go away, such as a full disk. */
  TRANSIENT_FAILURE,
  /** It failed before. */
  CACHED_FAILURE,
  /** It took too long. */
  TIMED_OUT,
  /** It failed for another reason. */
  MISC_FAILURE,
  /** Something that it needs failed. */
  DEPENDENCY_FAILED,
  /** The builder printed too much. */
  LOG_LIMIT_EXCEEDED,
  /** Built again, it came out otherwise. */
  NOT_DETERMINISTIC,
  /** With its inputs resolved, it was there. */
  RESOLVES_TO_ALREADY_VALID,
  /** Nothing that can substitute has it. */
  NO_SUBSTITUTERS;

  private static final BuildStatus[] ALL = values();

  /** The status of that number; null if there is none. */
  public static @Nullable BuildStatus of(long code) {
    return code >= 0 && code < ALL.length ? ALL[(int) code] : null;
  }

  /** Whether the outputs are valid now. */
  public boolean isSuccess() {
    return this == BUILT
        || this == SUBSTITUTED
        || this == ALREADY_VALID
        || this == RESOLVES_TO_ALREADY_VALID;
  }
}
