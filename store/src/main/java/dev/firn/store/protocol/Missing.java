package dev.firn.store.protocol;

import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.SortedSet;

/**
 * What has to be done to realise something.
 *
 * @param build the derivations that will be built
 * @param substitute the paths that will be fetched
 * @param unknown the paths that nobody has, and that are not known to be an output
 * @param downloadSize the bytes that will be fetched, as far as that is known
 * @param narSize the bytes that they will be, unpacked
 */
public record Missing(
    SortedSet<StorePath> build,
    SortedSet<StorePath> substitute,
    SortedSet<StorePath> unknown,
    long downloadSize,
    long narSize) {
  /** Takes the sets over; they must not be changed any more. */
  public Missing {
    build = Collections.unmodifiableSortedSet(build);
    substitute = Collections.unmodifiableSortedSet(substitute);
    unknown = Collections.unmodifiableSortedSet(unknown);
  }

  /** The same without the paths that nobody has. */
  public Missing withoutUnknown() {
    return new Missing(build, substitute, Collections.emptySortedSet(), downloadSize, narSize);
  }

  /** Whether nothing has to be done. */
  public boolean isEmpty() {
    return build.isEmpty() && substitute.isEmpty() && unknown.isEmpty();
  }
}
