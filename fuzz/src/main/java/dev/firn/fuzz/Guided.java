package dev.firn.fuzz;

import dev.firn.base.text.Latin1;

/** What Jazzer calls with inputs that it makes; the system property {@code target} names the target. */
public final class Guided {
  private static final Target TARGET = Targets.named(System.getProperty("target", ""));

  private Guided() {}

  /** Tries one input; any exception is a finding. */
  public static void fuzzerTestOneInput(byte[] input) {
    TARGET.check(Latin1.string(input));
  }
}
