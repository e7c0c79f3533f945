package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Owners, permissions and extended attributes of files. A symbolic link at the end of a path is never followed. */
public final class FileOwnership {
  private static final int CURRENT_DIRECTORY = -100; // AT_FDCWD
  private static final int NO_FOLLOW = 0x100; // AT_SYMLINK_NOFOLLOW
  private static final int LIST_SIZE = 1 << 16;

  private static final MethodHandle OWN =
      Native.function("lchown", ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final MethodHandle CHANGE_MODE =
      Native.function(
          "fchmodat",
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT);
  private static final MethodHandle LIST =
      Native.longFunction(
          "llistxattr", ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle REMOVE =
      Native.function("lremovexattr", ValueLayout.ADDRESS, ValueLayout.ADDRESS);
  private static final MethodHandle USER = Native.function("geteuid");
  private static final MethodHandle GROUP = Native.function("getegid");

  private FileOwnership() {}

  /** The user that this process works as. */
  public static int user() {
    return identity(USER);
  }

  /** The group that this process works as. */
  public static int group() {
    return identity(GROUP);
  }

  private static int identity(MethodHandle function) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) function.invokeExact(Native.state(arena));
    } catch (Throwable failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Gives a file to a user and a group. */
  public static void give(Path path, int user, int group) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      check((int) OWN.invokeExact(state, name(arena, path), user, group), "owner", path, state);
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
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
      int result =
          (int)
              CHANGE_MODE.invokeExact(state, CURRENT_DIRECTORY, name(arena, path), mode, NO_FOLLOW);
      check(result, "permissions", path, state);
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
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
      MemorySegment name = name(arena, path);
      for (String attribute : attributes(name, arena, state)) {
        if (which.test(attribute)) {
          MemorySegment text = Native.string(arena, attribute);
          check((int) REMOVE.invokeExact(state, name, text), "attributes", path, state);
        }
      }
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }

  private static List<String> attributes(MemorySegment name, Arena arena, MemorySegment state)
      throws Throwable {
    List<String> attributes = new ArrayList<>();
    long none = (long) LIST.invokeExact(state, name, MemorySegment.NULL, 0L);
    if (none <= 0) {
      return attributes;
    }
    MemorySegment list = arena.allocate(LIST_SIZE);
    long length = (long) LIST.invokeExact(state, name, list, (long) LIST_SIZE);
    for (long at = 0; at < length; ) {
      String attribute = list.getString(at);
      attributes.add(attribute);
      at += attribute.length() + 1;
    }
    return attributes;
  }

  private static MemorySegment name(Arena arena, Path path) {
    return Native.string(arena, BytePaths.bytes(path));
  }
}
