package dev.firn.realise.plan;

import dev.firn.store.protocol.BuildStatus;

/**
 * Computes the status that a program ends with, as Nix does: 1 if nothing is known about the failure, else 96, plus 4 if something could
 * not be built, plus 1 if that took too long, plus 2 if some content had not its hash, plus 8 if a second build gave something else.
 */
final class ExitStatus {
  private static final int OTHER = 1;
  private static final int SPECIAL = 0b1100000;
  private static final int FAILED = 0b100;
  private static final int TIMEOUT = 0b1;
  private static final int MISMATCH = 0b10;
  private static final int DIFFERENT = 0b1000;

  private int bits;

  /** Takes note of how something ended. */
  void add(BuildStatus status) {
    bits |=
        switch (status) {
          case TIMED_OUT -> FAILED | TIMEOUT;
          case HASH_MISMATCH -> FAILED | MISMATCH;
          case PERMANENT_FAILURE, INPUT_REJECTED -> FAILED;
          case NOT_DETERMINISTIC -> DIFFERENT;
          default -> 0;
        };
  }

  /** The status for a program that failed. */
  int value() {
    return bits == 0 ? OTHER : SPECIAL | bits;
  }
}
