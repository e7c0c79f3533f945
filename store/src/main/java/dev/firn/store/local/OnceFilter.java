package dev.firn.store.local;

import dev.firn.store.nar.FileKind;
import dev.firn.store.nar.TreeFilter;
import java.util.HashSet;
import java.util.Set;

/** Asks another filter on the first walk through a tree, and remembers what it said for the second. */
final class OnceFilter implements TreeFilter {
  private final TreeFilter filter;
  private final Set<String> refused = new HashSet<>();
  private boolean asked;

  OnceFilter(TreeFilter filter) {
    this.filter = filter;
  }

  /** The first walk is over. */
  void finishFirstWalk() {
    asked = true;
  }

  @Override
  public boolean accept(String path, FileKind kind) {
    if (asked) {
      return !refused.contains(path);
    }
    boolean accepted = filter.accept(path, kind);
    if (!accepted) {
      refused.add(path);
    }
    return accepted;
  }
}
