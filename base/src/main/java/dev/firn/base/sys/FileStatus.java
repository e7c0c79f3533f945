package dev.firn.base.sys;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What the kernel knows about a file.
 *
 * @param mode its type and permissions, such as 0100644
 * @param links how many names it has
 * @param size its length in bytes
 */
public record FileStatus(int mode, int links, long size) {
  /** How many bytes {@code struct statx} has. It is the same on all machines. */
  static final int SIZE = 256;

  /** STATX_TYPE, STATX_MODE, STATX_NLINK, STATX_SIZE. */
  static final int WANTED = 0x1 | 0x2 | 0x4 | 0x200;

  private static final int TYPE = 0170000;

  /** Reads the structure. */
  static FileStatus read(MemorySegment statx) {
    return new FileStatus(
        Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, 28)),
        statx.get(ValueLayout.JAVA_INT, 16),
        statx.get(ValueLayout.JAVA_LONG, 40));
  }

  /** Whether it is a directory. */
  public boolean isDirectory() {
    return (mode & TYPE) == 0040000;
  }

  /** Whether it is a regular file. */
  public boolean isRegular() {
    return (mode & TYPE) == 0100000;
  }

  /** Whether it is a symbolic link. */
  public boolean isSymlink() {
    return (mode & TYPE) == 0120000;
  }

  /** The permissions alone, such as 0644. */
  public int permissions() {
    return mode & 07777;
  }
}
