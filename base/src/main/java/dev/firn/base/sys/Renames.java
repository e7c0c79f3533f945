package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Renames that Java has no call for. Both paths must be on one file system. */
public final class Renames {
  private static final int CURRENT_DIRECTORY = -100; // AT_FDCWD
  private static final int NO_REPLACE = 1; // RENAME_NOREPLACE
  private static final int EXCHANGE = 2; // RENAME_EXCHANGE
  private static final NativeFunction RENAME = NativeFunction.of("renameat2");

  private Renames() {}

  /** Exchanges two files or directories in one step. */
  public static void exchange(Path one, Path other) throws IOException {
    int error = rename(one, other, EXCHANGE);
    if (error != 0) {
      throw new IOException(
          "cannot exchange " + one + " and " + other + ": " + Native.message(error));
    }
  }

  /**
   * Gives a file or directory another name.
   *
   * @throws FileAlreadyExistsException if there is something at that place, whoever put it there and when
   */
  public static void moveNew(Path from, Path to) throws IOException {
    int error = rename(from, to, NO_REPLACE);
    if (error == Native.EEXIST) {
      throw new FileAlreadyExistsException(to.toString());
    }
    if (error == Native.EINVAL) {
      // This file system cannot tell in the same step.
      if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(to.toString());
      }
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } else if (error != 0) {
      throw new IOException("cannot move " + from + " to " + to + ": " + Native.message(error));
    }
  }

  /** Gives the error number, or 0. */
  private static int rename(Path from, Path to, int flags) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long first = Native.string(arena, BytePaths.bytes(from.toAbsolutePath()));
      long second = Native.string(arena, BytePaths.bytes(to.toAbsolutePath()));
      int result = RENAME.call(state, CURRENT_DIRECTORY, first, CURRENT_DIRECTORY, second, flags);
      return result < 0 ? Native.errno(state) : 0;
    }
  }
}
