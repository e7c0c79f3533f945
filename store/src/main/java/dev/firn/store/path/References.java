package dev.firn.store.path;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the files of a path refer to.
 *
 * @param others the other store paths
 * @param self whether the path refers to itself
 */
public record References(SortedSet<StorePath> others, boolean self) {
  /** No references. */
  public static final References NONE = new References(new TreeSet<>(), false);

  /** Copies the set. */
  public References {
    others = Collections.unmodifiableSortedSet(new TreeSet<>(others));
  }

  /** References to other paths only. */
  public static References to(SortedSet<StorePath> others) {
    return new References(others, false);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return others.isEmpty() && !self;
  }
}
