package dev.firn.base.sys;

import dev.firn.base.text.Latin1;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.FileSystemException;

/**
 * Memory for the arguments and results of calls of the C library, for those who make many: each thread has one, which is used again by
 * every call, so all that a call left must be taken before the next one.
 */
final class CallMemory {
  /** How many bytes {@link #buffer} has. */
  static final int BUFFER = 1 << 16;

  /** As many as the kernel takes for a path, with the zero byte at its end. */
  private static final int LONGEST = 4096;

  private static final ThreadLocal<CallMemory> OF_THREAD = ThreadLocal.withInitial(CallMemory::new);

  private final Arena arena = Arena.ofAuto();

  /** Takes the error number, see {@link Native#errno}. */
  final MemorySegment state = Native.state(arena);

  /** Room for what is read and written. */
  final MemorySegment buffer = arena.allocate(BUFFER, Long.BYTES);

  private final MemorySegment first = arena.allocate(LONGEST);
  private final MemorySegment second = arena.allocate(LONGEST);

  private CallMemory() {}

  /** That of this thread. */
  static CallMemory ofThread() {
    return OF_THREAD.get();
  }

  /** The address of a byte string with a zero byte at its end. */
  long string(String bytes) throws FileSystemException {
    return put(bytes, first);
  }

  /** The same for another string of the same call. */
  long secondString(String bytes) throws FileSystemException {
    return put(bytes, second);
  }

  private static long put(String bytes, MemorySegment room) throws FileSystemException {
    int length = bytes.length();
    if (length >= LONGEST) {
      throw new FileSystemException(Latin1.toUnicode(bytes), null, "File name too long");
    }
    if (bytes.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a file name has no zero byte");
    }
    MemorySegment.copy(Latin1.bytes(bytes), 0, room, ValueLayout.JAVA_BYTE, 0, length);
    room.set(ValueLayout.JAVA_BYTE, length, (byte) 0);
    return room.address();
  }
}
