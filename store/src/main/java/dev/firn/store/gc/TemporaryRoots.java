package dev.firn.store.gc;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.LockFile;
import dev.firn.base.text.Latin1;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

/** Reads the files in which processes name the paths that they need. A file that nobody holds the lock of counts no more. */
final class TemporaryRoots {
  private TemporaryRoots() {}

  /**
   * Reads all files.
   *
   * @param clean whether to remove those that count no more
   * @param found gets paths, and the name of the file: the number of the process
   */
  static void read(StoreLocation location, boolean clean, BiConsumer<StorePath, String> found)
      throws IOException {
    Path directory = location.temporaryRoots();
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = BytePaths.bytes(file.getFileName());
        if (!name.startsWith(".")) {
          file(location, file, clean, path -> found.accept(path, name));
        }
      }
    }
  }

  private static void file(
      StoreLocation location,
      Path file,
      boolean clean,
      java.util.function.Consumer<StorePath> found)
      throws IOException {
    try (LockFile lock = LockFile.openExisting(file)) {
      if (lock == null) {
        return;
      }
      if (lock.tryLock(LockFile.Mode.EXCLUSIVE)) {
        if (clean) {
          Files.deleteIfExists(file);
          // Tells a process that opened it already and waits for the lock.
          lock.write("d");
        }
        return;
      }
      String content = Latin1.string(Files.readAllBytes(lock.handle()));
      int from = 0;
      for (int end = content.indexOf('\0'); end >= 0; end = content.indexOf('\0', from)) {
        StorePath path = location.dir().find(content.substring(from, end));
        if (path != null) {
          found.accept(path);
        }
        from = end + 1;
      }
    }
  }
}
