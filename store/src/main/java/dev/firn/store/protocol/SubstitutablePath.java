package dev.firn.store.protocol;

import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a path that could be substituted.
 *
 * @param path the path
 * @param deriver the derivation that it is an output of, if known
 * @param references what it refers to
 * @param downloadSize how many bytes would be downloaded; 0 if that is not known
 * @param narSize the size of its archive; 0 if that is not known
 */
public record SubstitutablePath(
    StorePath path,
    @Nullable StorePath deriver,
    SortedSet<StorePath> references,
    long downloadSize,
    long narSize) {
  /** Takes the set over; it must not be changed any more. */
  public SubstitutablePath {
    references = Collections.unmodifiableSortedSet(references);
  }
}
