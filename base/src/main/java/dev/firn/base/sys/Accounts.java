package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/** The users and groups of this machine, wherever they are kept. For use by several threads. */
public final class Accounts {
  private static final NativeFunction GROUP_BY_NAME = NativeFunction.of("getgrnam");
  private static final NativeFunction USER_BY_NAME = NativeFunction.of("getpwnam");
  private static final NativeFunction USER_BY_NUMBER = NativeFunction.of("getpwuid");
  private static final long USER_SIZE = 48; // struct passwd
  private static final long USER_NUMBER = 16; // offsets in it
  private static final long USER_GROUP = 20;
  private static final long USER_HOME = 32;
  private static final long USER_SHELL = 40;
  private static final long MEMBERS = 24; // offset in struct group: two pointers, a padded number
  private static final long STRUCT_SIZE = 32;
  private static final long LONGEST_NAME = 4096;
  private static final long MOST_MEMBERS = 1 << 16;

  private Accounts() {}

  /**
   * Whether a user is listed as a member of a group. The group that he is in from the start lists him only if somebody wrote so.
   *
   * @param user his name, bytes
   * @param group its name, bytes
   */
  @SuppressWarnings("restricted") // the library says how large its structures are
  public static synchronized boolean isMember(String user, String group) {
    try (Arena arena = Arena.ofConfined()) {
      long found = GROUP_BY_NAME.callLong(Native.state(arena), Native.string(arena, group));
      if (found == Native.NULL) {
        return false;
      }
      MemorySegment members =
          MemorySegment.ofAddress(found)
              .reinterpret(STRUCT_SIZE)
              .get(ValueLayout.ADDRESS, MEMBERS)
              .reinterpret(MOST_MEMBERS * ValueLayout.ADDRESS.byteSize());
      for (long i = 0; i < MOST_MEMBERS; i++) {
        MemorySegment name = members.getAtIndex(ValueLayout.ADDRESS, i);
        if (name.address() == 0) {
          return false;
        }
        if (text(name).equals(user)) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * A user.
   *
   * @param name bytes
   * @param number the one that the kernel knows
   * @param group the number of the group that he is in from the start
   * @param home his folder, bytes
   * @param shell the program that he types into, bytes
   */
  public record User(String name, int number, int group, String home, String shell) {}

  /** The user of that name, or null if there is none. */
  public static synchronized @Nullable User user(String name) {
    try (Arena arena = Arena.ofConfined()) {
      return found(USER_BY_NAME.callLong(Native.state(arena), Native.string(arena, name)));
    }
  }

  /** The user of that number, or null if there is none. */
  public static synchronized @Nullable User user(int number) {
    try (Arena arena = Arena.ofConfined()) {
      return found(USER_BY_NUMBER.callLong(Native.state(arena), number));
    }
  }

  /** Whether there is a group of that name. */
  public static synchronized boolean isGroup(String name) {
    try (Arena arena = Arena.ofConfined()) {
      return GROUP_BY_NAME.callLong(Native.state(arena), Native.string(arena, name)) != Native.NULL;
    }
  }

  @SuppressWarnings("restricted")
  private static @Nullable User found(long address) {
    if (address == Native.NULL) {
      return null;
    }
    MemorySegment user = MemorySegment.ofAddress(address).reinterpret(USER_SIZE);
    return new User(
        text(user.get(ValueLayout.ADDRESS, 0)),
        user.get(ValueLayout.JAVA_INT, USER_NUMBER),
        user.get(ValueLayout.JAVA_INT, USER_GROUP),
        text(user.get(ValueLayout.ADDRESS, USER_HOME)),
        text(user.get(ValueLayout.ADDRESS, USER_SHELL)));
  }

  @SuppressWarnings("restricted")
  private static String text(MemorySegment name) {
    MemorySegment bounded = name.reinterpret(LONGEST_NAME);
    int length = 0;
    while (bounded.get(ValueLayout.JAVA_BYTE, length) != 0) {
      length++;
    }
    return Latin1.string(bounded.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
  }
}
