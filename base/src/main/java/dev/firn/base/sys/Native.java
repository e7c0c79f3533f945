package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * The few calls of the C library that Java has nothing for. Its first use costs some tens of milliseconds, so nothing that every
 * start needs goes through here.
 */
final class Native {
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int EWOULDBLOCK = 11;
  static final int EEXIST = 17;
  static final int EINVAL = 22;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_FIELD =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private Native() {}

  /** A function that gives a 32-bit integer, negative if it failed. */
  static MethodHandle function(String name, MemoryLayout... arguments) {
    return failing(name, FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
  }

  /** A function that gives a 64-bit integer, negative if it failed. */
  static MethodHandle longFunction(String name, MemoryLayout... arguments) {
    return failing(name, FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments));
  }

  /** A function that gives a pointer, which is null if it failed or found nothing. */
  static MethodHandle pointerFunction(String name, MemoryLayout... arguments) {
    return failing(name, FunctionDescriptor.of(ValueLayout.ADDRESS, arguments));
  }

  /** A function that says in {@code errno} why it failed. */
  @SuppressWarnings("restricted")
  private static MethodHandle failing(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, ERRNO);
  }

  /** A function that gives nothing and cannot fail. */
  @SuppressWarnings("restricted")
  static MethodHandle procedure(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
  }

  /** A function with a fixed number of arguments before those that vary. */
  @SuppressWarnings("restricted")
  static MethodHandle variadic(String name, int fixed, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments),
        ERRNO,
        Linker.Option.firstVariadicArg(fixed));
  }

  /** Like {@link #variadic}, for a function that gives a 64-bit integer. */
  @SuppressWarnings("restricted")
  static MethodHandle variadicLong(String name, int fixed, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments),
        ERRNO,
        Linker.Option.firstVariadicArg(fixed));
  }

  /** Room for the error number of a call. */
  static MemorySegment state(Arena arena) {
    return arena.allocate(STATE);
  }

  /** The error number that the last call left. */
  static int errno(MemorySegment state) {
    return (int) ERRNO_FIELD.get(state, 0L);
  }

  /** What the error number that the last call left means. */
  static String message(MemorySegment state) {
    return message(errno(state));
  }

  /** What an error number means. */
  static String message(int number) {
    return switch (number) {
      case 1 -> "operation not permitted";
      case 2 -> "no such file or directory";
      case 5 -> "input/output error";
      case 13 -> "permission denied";
      case 17 -> "file exists";
      case 20 -> "not a directory";
      case 22 -> "invalid argument";
      case 24 -> "too many open files";
      case 28 -> "no space left on device";
      case 30 -> "read-only file system";
      default -> "error " + number;
    };
  }

  /** What a call through a method handle threw, as it is: calls declare that they throw anything, but throw nothing new. */
  static IOException rethrow(Throwable thrown) throws IOException {
    if (thrown instanceof IOException failed) {
      throw failed;
    }
    if (thrown instanceof RuntimeException failed) {
      throw failed;
    }
    if (thrown instanceof Error failed) {
      throw failed;
    }
    throw new IllegalStateException(thrown);
  }

  /** A byte string with a zero byte at its end. */
  static MemorySegment string(Arena arena, String bytes) {
    MemorySegment segment = arena.allocate(bytes.length() + 1L);
    MemorySegment.copy(Latin1.bytes(bytes), 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length());
    return segment;
  }

  /** An array of byte strings with a null pointer at its end. */
  static MemorySegment strings(Arena arena, List<String> strings) {
    MemorySegment array = arena.allocate(ValueLayout.ADDRESS, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      array.setAtIndex(ValueLayout.ADDRESS, i, string(arena, strings.get(i)));
    }
    return array;
  }
}
