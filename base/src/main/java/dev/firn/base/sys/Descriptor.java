package dev.firn.base.sys;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A file or directory that is open. For one thread at a time. */
final class Descriptor implements Closeable {
  private static final int EMPTY_PATH = 0x1000; // AT_EMPTY_PATH
  private static final long OMIT = (1L << 30) - 2; // UTIME_OMIT
  private static final NativeFunction CLOSE = NativeFunction.of("close");
  private static final NativeFunction CHANGE_MODE = NativeFunction.of("fchmod");
  private static final NativeFunction STATUS = NativeFunction.of("statx");
  private static final NativeFunction SET_TIMES = NativeFunction.of("futimens");
  private static final NativeFunction SET_TIMES_AT = NativeFunction.of("utimensat");

  final int number;
  private boolean open = true;

  /** One that is open. */
  Descriptor(int number) {
    this.number = number;
  }

  /**
   * What is known about it.
   *
   * @param shown its name for messages, as in all of these
   */
  FileStatus status(String shown) throws IOException {
    return status("", EMPTY_PATH, shown);
  }

  /** What is known about what has that name in it, if it is a directory. */
  FileStatus status(String name, int flags, String shown) throws IOException {
    CallMemory memory = CallMemory.ofThread();
    int result =
        STATUS.call(
            memory.state,
            number,
            memory.string(name),
            flags,
            FileStatus.WANTED,
            memory.buffer.address());
    check(result, shown);
    return FileStatus.read(memory.buffer.asSlice(0, FileStatus.SIZE));
  }

  void setMode(int mode, String shown) throws IOException {
    check(CHANGE_MODE.call(CallMemory.ofThread().state, number, mode), shown);
  }

  void setModified(long seconds, String shown) throws IOException {
    check(SET_TIMES.call(CallMemory.ofThread().state, number, times(seconds)), shown);
  }

  /** The same for what has that name in it, also if it is a symbolic link. */
  void setModified(String name, long seconds, int flags, String shown) throws IOException {
    CallMemory memory = CallMemory.ofThread();
    long text = memory.string(name);
    check(SET_TIMES_AT.call(memory.state, number, text, times(seconds), flags), shown);
  }

  /** The address of two times of seconds and nanoseconds: that of the last access stays as it is. */
  private long times(long seconds) {
    MemorySegment buffer = CallMemory.ofThread().buffer;
    buffer.setAtIndex(ValueLayout.JAVA_LONG, 0, 0);
    buffer.setAtIndex(ValueLayout.JAVA_LONG, 1, OMIT);
    buffer.setAtIndex(ValueLayout.JAVA_LONG, 2, seconds);
    buffer.setAtIndex(ValueLayout.JAVA_LONG, 3, 0);
    return buffer.address();
  }

  /** Throws what the last call failed with, if it failed. */
  void check(long result, String shown) throws IOException {
    if (result < 0) {
      throw Native.failure(CallMemory.ofThread().state, shown);
    }
  }

  @Override
  public void close() throws IOException {
    if (open) {
      open = false;
      check(CLOSE.call(CallMemory.ofThread().state, number), "file");
    }
  }
}
