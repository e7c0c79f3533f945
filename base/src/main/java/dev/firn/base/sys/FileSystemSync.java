package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** Makes durable what was written to a file system: one call for any number of files. */
public final class FileSystemSync {
  private static final int OPEN_FLAGS = 0200000 | 02000000; // O_DIRECTORY, O_CLOEXEC
  private static final MethodHandle OPEN =
      Native.variadic("open", 2, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle SYNCFS = Native.function("syncfs", ValueLayout.JAVA_INT);
  private static final MethodHandle CLOSE = Native.function("close", ValueLayout.JAVA_INT);

  private FileSystemSync() {}

  /** Waits until everything written to the file system of a directory is on its disk. */
  public static void sync(Path directory) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment name = Native.string(arena, BytePaths.bytes(directory.toAbsolutePath()));
      int descriptor = (int) OPEN.invokeExact(state, name, OPEN_FLAGS);
      if (descriptor < 0) {
        throw new IOException("cannot open " + directory + ": " + Native.message(state));
      }
      int result = (int) SYNCFS.invokeExact(state, descriptor);
      String problem = result < 0 ? Native.message(state) : "";
      int ignored = (int) CLOSE.invokeExact(state, descriptor);
      if (result < 0) {
        throw new IOException("cannot sync " + directory + ": " + problem);
      }
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }
}
