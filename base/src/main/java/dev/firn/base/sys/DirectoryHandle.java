package dev.firn.base.sys;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A directory that is held open: whoever renames it or puts a link in its place cannot lead elsewhere what is done through {@link
 * #path}.
 */
public final class DirectoryHandle implements Closeable {
  private static final int FLAGS =
      0200000 | 0400000 | 02000000; // O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC
  private static final NativeFunction OPEN = NativeFunction.of("open");
  private static final NativeFunction CLOSE = NativeFunction.of("close");

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
      long name = Native.string(arena, BytePaths.bytes(path));
      int descriptor = OPEN.call(state, name, FLAGS);
      if (descriptor < 0 && Native.errno(state) == Native.ENOENT) {
        throw new NoSuchFileException(path.toString());
      }
      if (descriptor < 0) {
        throw new IOException("opening directory '" + path + "': " + Native.message(state));
      }
      return new DirectoryHandle(descriptor);
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
      int _ = CLOSE.call(Native.state(arena), descriptor);
    }
  }
}
