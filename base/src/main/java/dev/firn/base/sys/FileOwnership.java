package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Owners, permissions and extended attributes of files. A symbolic link at the end of a path is never followed. */
public final class FileOwnership {
  private static final int CURRENT_DIRECTORY = -100; // AT_FDCWD
  private static final int NO_FOLLOW = 0x100; // AT_SYMLINK_NOFOLLOW
  private static final int LIST_SIZE = 1 << 16;

  private static final NativeFunction OWN = NativeFunction.of("lchown");
  private static final NativeFunction CHANGE_MODE = NativeFunction.of("fchmodat");
  private static final NativeFunction LIST = NativeFunction.of("llistxattr");
  private static final NativeFunction REMOVE = NativeFunction.of("lremovexattr");
  private static final NativeFunction USER = NativeFunction.of("geteuid");
  private static final NativeFunction GROUP = NativeFunction.of("getegid");

  private FileOwnership() {}

  /** The user that this process works as. */
  public static int user() {
    return identity(USER);
  }

  /** The group that this process works as. */
  public static int group() {
    return identity(GROUP);
  }

  private static int identity(NativeFunction function) {
    try (Arena arena = Arena.ofConfined()) {
      return function.call(Native.state(arena));
    }
  }

  /** Gives a file to a user and a group. */
  public static void give(Path path, int user, int group) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      check(OWN.call(state, name(arena, path), user, group), "owner", path, state);
    }
  }

  /**
   * Sets the permissions of a file or directory.
   *
   * @param mode bits, such as 0755
   */
  public static void setMode(Path path, int mode) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      int result = CHANGE_MODE.call(state, CURRENT_DIRECTORY, name(arena, path), mode, NO_FOLLOW);
      check(result, "permissions", path, state);
    }
  }

  private static void check(int result, String what, Path path, MemorySegment state)
      throws IOException {
    if (result < 0) {
      throw new IOException("changing " + what + " of '" + path + "': " + Native.message(state));
    }
  }

  /** Removes extended attributes. On file systems without them there are none. */
  public static void removeAttributes(Path path, Predicate<String> which) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long name = name(arena, path);
      for (String attribute : attributes(name, arena, state)) {
        if (which.test(attribute)) {
          long text = Native.string(arena, attribute);
          check(REMOVE.call(state, name, text), "attributes", path, state);
        }
      }
    }
  }

  private static List<String> attributes(long name, Arena arena, MemorySegment state) {
    List<String> attributes = new ArrayList<>();
    long none = LIST.callLong(state, name, Native.NULL, 0);
    if (none <= 0) {
      return attributes;
    }
    MemorySegment list = arena.allocate(LIST_SIZE);
    long length = LIST.callLong(state, name, list.address(), LIST_SIZE);
    for (long at = 0; at < length; ) {
      String attribute = list.getString(at);
      attributes.add(attribute);
      at += attribute.length() + 1;
    }
    return attributes;
  }

  private static long name(Arena arena, Path path) {
    return Native.string(arena, BytePaths.bytes(path));
  }
}
