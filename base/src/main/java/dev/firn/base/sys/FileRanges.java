package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Parts of files, changed by the file system itself. */
public final class FileRanges {
  /** The start of a file can be taken away in multiples of this many bytes, whatever the blocks of its file system. */
  public static final long UNIT = 64 << 10;

  private static final int OPEN_FLAGS = 02 | 0400000 | 02000000; // O_RDWR, O_NOFOLLOW, O_CLOEXEC
  private static final int COLLAPSE = 8; // FALLOC_FL_COLLAPSE_RANGE
  private static final int NO_SUCH_CALL = 38; // ENOSYS
  private static final int UNSUPPORTED = 95; // EOPNOTSUPP

  private static final NativeFunction OPEN = NativeFunction.of("open");
  private static final NativeFunction ALLOCATE = NativeFunction.of("fallocate");
  private static final NativeFunction CLOSE = NativeFunction.of("close");

  private FileRanges() {}

  /**
   * Takes the start of a file away, so that it begins with what comes behind. It is one step even for those who add to its end meanwhile:
   * nothing of theirs is lost.
   *
   * @param file a file, no symbolic link
   * @param bytes a multiple of {@link #UNIT}, less than the length of the file
   * @return false if this file system cannot do that, and nothing happened
   */
  public static boolean removeStart(Path file, long bytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long name = Native.string(arena, BytePaths.bytes(file.toAbsolutePath()));
      int descriptor = OPEN.call(state, name, OPEN_FLAGS);
      if (descriptor < 0) {
        throw new IOException("cannot open " + file + ": " + Native.message(state));
      }
      int result = ALLOCATE.call(state, descriptor, COLLAPSE, 0L, bytes);
      int error = result < 0 ? Native.errno(state) : 0;
      int ignored = CLOSE.call(state, descriptor);
      boolean cannot = error == UNSUPPORTED || error == NO_SUCH_CALL || error == Native.EINVAL;
      if (error != 0 && !cannot) {
        throw new IOException("cannot shorten " + file + ": " + Native.message(error));
      }
      return error == 0;
    }
  }
}
