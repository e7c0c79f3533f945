package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes and reads symbolic links whose targets are any bytes. */
public final class Symlinks {
  private Symlinks() {}

  /**
   * Makes a link. A target that Java would write otherwise, such as {@code a//b} or {@code a/}, goes to the system as it is.
   *
   * @param target bytes
   * @throws FileAlreadyExistsException if there is something already
   */
  public static void create(Path link, String target) throws IOException {
    Path path = BytePaths.of(target);
    if (BytePaths.bytes(path).equals(target)) {
      Files.createSymbolicLink(link, path);
    } else {
      createExactly(link, target);
    }
  }

  /** What a link points to, as bytes. */
  public static String read(Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    String bytes = BytePaths.bytes(target);
    String decoded = target.toString();
    if (!decoded.endsWith("/")) {
      return bytes;
    }
    return withoutSlashes(bytes) + decoded.substring(withoutSlashes(decoded).length());
  }

  /** The text without the slashes at its end. */
  private static String withoutSlashes(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return text.substring(0, end);
  }

  private static void createExactly(Path link, String target) throws IOException {
    NativeFunction symlink = NativeFunction.of("symlink");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      long name = Native.string(arena, BytePaths.bytes(link.toAbsolutePath()));
      int result = symlink.call(state, Native.string(arena, target), name);
      if (result < 0 && Native.errno(state) == Native.EEXIST) {
        throw new FileAlreadyExistsException(link.toString());
      }
      if (result < 0) {
        throw new IOException(
            "cannot make the symbolic link " + link + ": " + Native.message(state));
      }
    }
  }
}
