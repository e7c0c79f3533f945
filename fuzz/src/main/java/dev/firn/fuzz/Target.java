package dev.firn.fuzz;

/** Something that reads what strangers wrote, and what holds whatever they wrote. */
interface Target {
  /**
   * Tries one input.
   *
   * @param input any bytes, a {@code char} each
   * @throws AssertionError if something does not hold that should; any other exception is a finding, too
   */
  void check(String input);

  /** Fails with a message if a condition does not hold. */
  static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }

  /** Fails if two texts differ. */
  static void same(String expected, String actual, String message) {
    if (!expected.equals(actual)) {
      throw new AssertionError(message + "\n  first:  " + expected + "\n  second: " + actual);
    }
  }
}
