package dev.firn.store;

import dev.firn.base.hash.Hash;
import dev.firn.store.path.ContentAddress;
import dev.firn.store.path.StorePath;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows about a valid path.
 *
 * @param path the path
 * @param narHash the SHA-256 of its archive
 * @param narSize the length of its archive
 * @param references the paths that it refers to, with itself if it does
 * @param deriver the derivation that it is an output of, if known
 * @param registrationTime when it became valid, in seconds after the epoch
 * @param ultimate whether it was built here
 * @param signatures signatures of path, hash, size and references
 * @param contentAddress what the path was computed from, if it was from the content
 */
public record PathInfo(
    StorePath path,
    Hash narHash,
    long narSize,
    SortedSet<StorePath> references,
    @Nullable StorePath deriver,
    long registrationTime,
    boolean ultimate,
    SortedSet<String> signatures,
    @Nullable ContentAddress contentAddress) {
  /** Takes the collections over; they must not be changed any more. */
  public PathInfo {
    references = Collections.unmodifiableSortedSet(references);
    signatures = Collections.unmodifiableSortedSet(signatures);
  }

  /** About a path that was added just now because of its content. */
  public static PathInfo added(
      StorePath path,
      Hash narHash,
      long narSize,
      SortedSet<StorePath> references,
      ContentAddress address) {
    long now = System.currentTimeMillis() / 1000;
    return new PathInfo(
        path, narHash, narSize, references, null, now, false, new TreeSet<>(), address);
  }
}
