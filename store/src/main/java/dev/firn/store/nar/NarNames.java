package dev.firn.store.nar;

/** The limits that writer and reader share. They belong to the format and are independent of the file system. */
final class NarNames {
  static final String MAGIC = "nix-archive-1";
  static final int MAX_DEPTH = 64;
  static final int MAX_NAME = 255;
  static final int MAX_TARGET = 4095;

  private NarNames() {}

  /** Whether an entry of a directory can have that name. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.indexOf('\0') < 0;
  }

  /** Whether a symbolic link can have that target. */
  static boolean isTarget(String target) {
    return !target.isEmpty() && target.indexOf('\0') < 0;
  }
}
