package dev.firn.store;

import dev.firn.store.path.StorePath;
import java.io.InputStream;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** A store that can tell what refers to a path. */
public interface IndexedStore extends ListedStore {
  /** The valid paths that refer to a path, with itself if it does. */
  SortedSet<StorePath> referrers(StorePath path);

  /** Paths, all valid paths that refer to them, and so on: each with those among them that it refers to. */
  default SortedMap<StorePath, SortedSet<StorePath>> referrersClosure(Collection<StorePath> paths) {
    return Closures.referrersClosure(this, paths);
  }

  /** The valid derivations that have a path among their known outputs. */
  SortedSet<StorePath> validDerivers(StorePath path);

  /** The paths of the outputs of a valid derivation, as far as they are known, by name. They need not be valid. */
  SortedMap<String, StorePath> derivationOutputs(StorePath derivation);

  /** Keeps a path from being collected as long as this process lives, whether it is valid or not yet. */
  default void addTempRoot(StorePath path) {}

  /** The valid path that begins with those 32 digits; null if there is none. */
  @Nullable StorePath findByHashPart(String hashPart);

  /**
   * Puts the content of a valid path in its place again, in one step, and registers what is told about it. For paths whose files were
   * changed or lost.
   *
   * @param archive its archive, which must have the hash and size that the description tells
   */
  void replaceArchive(PathInfo info, InputStream archive);

  /** What an output of a derivation was found to be; null if it is not known. See {@link Realisation} for what stands for the derivation. */
  @Nullable Realisation realisation(String derivation, String output);

  /**
   * Adds what an output of a derivation was found to be.
   *
   * @throws StoreException if it is known to be something else
   */
  void register(Realisation realisation);
}
