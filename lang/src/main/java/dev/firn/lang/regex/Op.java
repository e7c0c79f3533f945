package dev.firn.lang.regex;

/** What a state of the automaton does. Plain numbers: the matcher switches on them for every byte. */
final class Op {
  /** Does nothing; exists while a pattern is compiled. */
  static final int DUMMY = 0;

  /** Consumes the byte that is the argument. */
  static final int CHAR = 1;

  /** Consumes a byte of the set whose number is the argument. */
  static final int SET = 2;

  /** Tries the alternative, and afterwards the next state even if that succeeded: the longer match wins. */
  static final int BRANCH = 3;

  /** Tries the alternative (once more), and only if that fails the next state. */
  static final int REPEAT = 4;

  /** Begins the group whose number is the argument. */
  static final int BEGIN = 5;

  /** Ends the group whose number is the argument. */
  static final int END = 6;

  /** Goes on at the beginning of the subject only. */
  static final int LINE_BEGIN = 7;

  /** Goes on at the end of the subject only. */
  static final int LINE_END = 8;

  /** The end of the pattern. */
  static final int ACCEPT = 9;

  private Op() {}

  static boolean hasAlternative(int op) {
    return op == BRANCH || op == REPEAT;
  }
}
