package dev.firn.store.protocol;

import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.SortedSet;

/**
 * What would be done to realise something.
 *
 * @param build the derivations that would be built
 * @param substitute the paths that would be substituted
 * @param unknown the paths that nobody knows how to get
 * @param downloadSize how many bytes would be downloaded
 * @param narSize the size of what would be unpacked of that
 */
public record MissingPaths(
    SortedSet<StorePath> build,
    SortedSet<StorePath> substitute,
    SortedSet<StorePath> unknown,
    long downloadSize,
    long narSize) {
  /** Takes the sets over; they must not be changed any more. */
  public MissingPaths {
    build = Collections.unmodifiableSortedSet(build);
    substitute = Collections.unmodifiableSortedSet(substitute);
    unknown = Collections.unmodifiableSortedSet(unknown);
  }
}
