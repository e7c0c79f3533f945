package dev.firn.store.profile;

import dev.firn.base.sys.Symlinks;
import dev.firn.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/** Where profiles are. */
public final class Profiles {
  private static final long DAY = 24 * 3600;

  private Profiles() {}

  /** All profiles below a directory, sorted: links that lead to a generation. Directories that cannot be read or written are left out. */
  public static List<Path> below(Path directory) {
    List<Path> found = new ArrayList<>();
    ArrayDeque<Path> waiting = new ArrayDeque<>(List.of(directory));
    try {
      while (!waiting.isEmpty()) {
        entries(waiting.remove(), waiting, found);
      }
    } catch (IOException failed) {
      throw new StoreException(
          "cannot find profiles in " + directory + ": " + failed.getMessage(), failed);
    }
    Collections.sort(found);
    return found;
  }

  private static void entries(Path directory, ArrayDeque<Path> waiting, List<Path> found)
      throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        if (Files.isSymbolicLink(entry)) {
          if (Files.isWritable(directory) && Symlinks.read(entry).endsWith("-link")) {
            found.add(entry);
          }
        } else {
          waiting.add(entry);
        }
      }
    } catch (AccessDeniedException others) {
      // They are not ours.
    }
  }

  /**
   * The time that a text such as {@code 14d} means: that many days before now.
   *
   * @param now in seconds after the epoch
   * @return in seconds after the epoch; empty if it is no such text
   */
  public static OptionalLong timeBefore(String days, long now) {
    if (!days.endsWith("d")) {
      return OptionalLong.empty();
    }
    try {
      int count = Integer.parseInt(days, 0, days.length() - 1, 10);
      return count < 1 ? OptionalLong.empty() : OptionalLong.of(now - count * DAY);
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
