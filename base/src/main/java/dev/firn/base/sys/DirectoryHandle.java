package dev.firn.base.sys;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A directory that is held open: whoever renames it or puts a link in its place cannot lead elsewhere what is done through {@link
 * #path}.
 */
public final class DirectoryHandle implements Closeable {
  private static final int FLAGS =
      0200000 | 0400000 | 02000000; // O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC
  private static final MethodHandle OPEN =
      Native.variadic("open", 2, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle CLOSE = Native.function("close", ValueLayout.JAVA_INT);

  private final int descriptor;
  private boolean open = true;

  private DirectoryHandle(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * Opens a directory.
   *
   * @throws IOException if it is something else, such as a symbolic link
   */
  public static DirectoryHandle open(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment name = Native.string(arena, BytePaths.bytes(path));
      int descriptor = (int) OPEN.invokeExact(state, name, FLAGS);
      if (descriptor < 0 && Native.errno(state) == Native.ENOENT) {
        throw new NoSuchFileException(path.toString());
      }
      if (descriptor < 0) {
        throw new IOException("opening directory '" + path + "': " + Native.message(state));
      }
      return new DirectoryHandle(descriptor);
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }

  /** A path to this directory, for this process, as long as the handle is open. */
  public Path path() {
    return Path.of("/proc/self/fd/" + descriptor);
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try (Arena arena = Arena.ofConfined()) {
      int _ = (int) CLOSE.invokeExact(Native.state(arena), descriptor);
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }
}
