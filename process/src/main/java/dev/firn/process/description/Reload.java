package dev.firn.process.description;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a process takes over changed files without a restart: by a signal or by a command, one of the two.
 *
 * @param signal the name of a signal without {@code SIG}
 * @param files links that are made before the process starts, absolute paths, to the files that they point at: when nothing but these
 *     files changes, the links are replaced and the process is asked to reload
 */
public record Reload(
    @Nullable String signal, @Nullable Command command, SortedMap<String, String> files) {
  /** Checks that there is one way, and copies the map. */
  public Reload {
    if ((signal == null) == (command == null)) {
      throw new IllegalArgumentException("either a signal or a command");
    }
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
