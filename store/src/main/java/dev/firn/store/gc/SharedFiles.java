package dev.firn.store.gc;

import dev.firn.store.local.LocalStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** The directory that holds a second name of each file that paths share. */
final class SharedFiles {
  private SharedFiles() {}

  /** Deletes the files that no path has any more. Gives how much more room there would be taken without sharing. */
  static long deleteUnused(LocalStore store) throws IOException {
    Path directory = store.location().links();
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    long saved = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        saved += deleteUnused(store, file);
      }
    }
    return saved;
  }

  private static long deleteUnused(LocalStore store, Path file) throws IOException {
    try {
      Map<String, Object> attributes =
          Files.readAttributes(file, "unix:nlink,size", LinkOption.NOFOLLOW_LINKS);
      if (attributes.get("nlink") instanceof Integer names && names > 1) {
        return attributes.get("size") instanceof Long size ? (names - 2) * size : 0;
      }
      store.options().disk().delete(file);
      return 0;
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }
}
