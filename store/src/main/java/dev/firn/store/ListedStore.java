package dev.firn.store;

import dev.firn.store.path.StorePath;
import java.util.Collection;
import java.util.SortedSet;

/** A store that knows all of its paths, and keeps signatures that are added to them. */
public interface ListedStore extends Store {
  /** All valid paths. */
  SortedSet<StorePath> allValidPaths();

  /** Adds signatures to those that a valid path has. */
  void addSignatures(StorePath path, Collection<String> signatures);
}
