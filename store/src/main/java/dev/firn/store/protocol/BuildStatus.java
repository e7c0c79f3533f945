package dev.firn.store.protocol;

import org.jspecify.annotations.Nullable;

/** How a build ended, as Nix tells it. */
public enum BuildStatus {
  /** It was built. */
  BUILT(0),
  /** Another store had the outputs. */
  SUBSTITUTED(1),
  /** The outputs were there. */
  ALREADY_VALID(2),
  /** The builder failed, and would fail again. */
  PERMANENT_FAILURE(3),
  /** Nobody here may or can build it. */
  INPUT_REJECTED(4),
  /** The builder ended well, but the outputs are not what they must be. */
  OUTPUT_REJECTED(5),
  /** The builder failed, and may do better the next time. */
  TRANSIENT_FAILURE(6),
  /** It failed some time ago. Not used any more. */
  CACHED_FAILURE(7),
  /** It took too long, or was silent for too long. */
  TIMED_OUT(8),
  /** Something else went wrong. */
  MISC_FAILURE(9),
  /** Some input could not be realised. */
  DEPENDENCY_FAILED(10),
  /** It wrote too much. */
  LOG_LIMIT_EXCEEDED(11),
  /** Built again, it gave something else. */
  NOT_DETERMINISTIC(12),
  /** The derivation that it stands for was built before. */
  RESOLVES_TO_ALREADY_VALID(13),
  /** Nobody has it, and it cannot be built. */
  NO_SUBSTITUTERS(14),
  /** The content has not the hash that it must have. Protocols know it as {@link #OUTPUT_REJECTED}. */
  HASH_MISMATCH(5);

  private static final BuildStatus[] ALL = values();

  private final int code;

  BuildStatus(int code) {
    this.code = code;
  }

  /** The number that stands for it in Nix's protocols. */
  public int code() {
    return code;
  }

  /** The status of that number in Nix's protocols; null if there is none. */
  public static @Nullable BuildStatus of(long code) {
    return code >= 0 && code <= NO_SUBSTITUTERS.code ? ALL[(int) code] : null;
  }

  /** Whether the outputs are there now. */
  public boolean isSuccess() {
    return this == BUILT
        || this == SUBSTITUTED
        || this == ALREADY_VALID
        || this == RESOLVES_TO_ALREADY_VALID;
  }
}
