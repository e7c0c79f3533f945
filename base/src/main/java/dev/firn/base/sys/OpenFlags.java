package dev.firn.base.sys;

/** How files are opened: flags of Linux. Two of them have other numbers on the ARM machines. */
final class OpenFlags {
  private static final boolean ARM = System.getProperty("os.arch", "").startsWith("aarch");

  static final int WRITE = 1;
  static final int CREATE = 0100;
  static final int EXCLUSIVE = 0200;

  /** Opening does not wait, as it would for whoever is at the other end of a pipe. */
  static final int NO_WAITING = 04000;

  static final int DIRECTORY = ARM ? 040000 : 0200000;
  static final int NO_FOLLOW = ARM ? 0100000 : 0400000;
  static final int CLOSE_ON_EXEC = 02000000;

  private OpenFlags() {}
}
