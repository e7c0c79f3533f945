package dev.firn.base.sys;

import java.util.List;

/** The signals of Linux, by name. */
public final class Signals {
  /** Ends a process, which cannot mind. */
  public static final int KILL = 9;

  /** Asks a process to end. */
  public static final int TERM = 15;

  private static final List<String> NAMES =
      List.of(
          "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
          "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU",
          "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private Signals() {}

  /**
   * The number of a signal.
   *
   * @param name without {@code SIG}
   * @throws IllegalArgumentException if there is none of that name
   */
  public static int number(String name) {
    int number = NAMES.indexOf(name);
    if (number < 1) {
      throw new IllegalArgumentException("there is no signal '" + name + "'");
    }
    return number;
  }
}
