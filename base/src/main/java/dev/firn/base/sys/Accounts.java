package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The users and groups of this machine, wherever they are kept. For use by several threads. */
public final class Accounts {
  private static final MethodHandle GROUP_BY_NAME =
      Native.pointerFunction("getgrnam", ValueLayout.ADDRESS);
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
      MemorySegment found =
          (MemorySegment)
              GROUP_BY_NAME.invokeExact(Native.state(arena), Native.string(arena, group));
      if (found.address() == 0) {
        return false;
      }
      MemorySegment members =
          found
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
    } catch (Throwable failed) {
      throw unchecked(failed);
    }
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

  private static RuntimeException unchecked(Throwable failed) {
    try {
      return new IllegalStateException(Native.rethrow(failed));
    } catch (IOException impossible) {
      return new IllegalStateException(impossible);
    }
  }
}
