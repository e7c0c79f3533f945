package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Makes durable what was written to a file system: one call for any number of files. */
public final class FileSystemSync {
  private static final int OPEN_FLAGS = 0200000 | 02000000; // O_DIRECTORY, O_CLOEXEC
  private static final NativeFunction OPEN = NativeFunction.of("open");
  private static final NativeFunction SYNCFS = NativeFunction.of("syncfs");
  private static final NativeFunction CLOSE = NativeFunction.of("close");

  private FileSystemSync() {}

  /** Waits until everything written to the file system of a directory is on its disk. */
  public static void sync(Path directory) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long name = Native.string(arena, BytePaths.bytes(directory.toAbsolutePath()));
      int descriptor = OPEN.call(state, name, OPEN_FLAGS);
      if (descriptor < 0) {
        throw new IOException("cannot open " + directory + ": " + Native.message(state));
      }
      int result = SYNCFS.call(state, descriptor);
      String problem = result < 0 ? Native.message(state) : "";
      int ignored = CLOSE.call(state, descriptor);
      if (result < 0) {
        throw new IOException("cannot sync " + directory + ": " + problem);
      }
    }
  }
}
