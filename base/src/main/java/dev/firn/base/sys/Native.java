package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** What calls of the C library need around them: strings, and the number of an error. */
final class Native {
  /** The pointer to nothing. */
  static final long NULL = 0;

  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int EWOULDBLOCK = 11;
  static final int EACCES = 13;
  static final int EEXIST = 17;
  static final int EINVAL = 22;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final long ERRNO =
      STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

  private Native() {}

  /** Room for the error number of a call. */
  static MemorySegment state(Arena arena) {
    return arena.allocate(STATE);
  }

  /** The error number that the last call left. */
  static int errno(MemorySegment state) {
    return state.get(ValueLayout.JAVA_INT, ERRNO);
  }

  /** What the error number that the last call left means. */
  static String message(MemorySegment state) {
    return message(errno(state));
  }

  /** What Java would throw for the error number that the last call left, with its words. */
  static FileSystemException failure(MemorySegment state, String shown) {
    return switch (errno(state)) {
      case ENOENT -> new NoSuchFileException(shown);
      case EACCES -> new AccessDeniedException(shown);
      case EEXIST -> new FileAlreadyExistsException(shown);
      default -> new FileSystemException(shown, null, reason(errno(state)));
    };
  }

  @SuppressWarnings("restricted")
  private static String reason(int number) {
    try (Arena arena = Arena.ofConfined()) {
      long text = NativeFunction.of("strerror").callLong(state(arena), number);
      return MemorySegment.ofAddress(text).reinterpret(Integer.MAX_VALUE).getString(0);
    }
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

  /** The address of a byte string with a zero byte at its end. */
  static long string(Arena arena, String bytes) {
    MemorySegment segment = arena.allocate(bytes.length() + 1L);
    MemorySegment.copy(Latin1.bytes(bytes), 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length());
    return segment.address();
  }

  /** The address of an array of byte strings with a null pointer at its end. */
  static long strings(Arena arena, List<String> strings) {
    MemorySegment array = arena.allocate(ValueLayout.JAVA_LONG, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      array.setAtIndex(ValueLayout.JAVA_LONG, i, string(arena, strings.get(i)));
    }
    return array.address();
  }
}
