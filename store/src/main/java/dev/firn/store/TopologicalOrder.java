package dev.firn.store;

import dev.firn.store.path.StorePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Sorts paths so that each comes after those that it refers to; what is not determined by that is in the order in which Nix has it. */
public final class TopologicalOrder {
  private record Visit(StorePath path, Iterator<StorePath> references) {}

  private final SortedSet<StorePath> all;
  private final Function<StorePath, SortedSet<StorePath>> references;
  private final List<StorePath> sorted = new ArrayList<>();
  private final Set<StorePath> visited = new HashSet<>();
  private final Set<StorePath> open = new HashSet<>();
  private final ArrayDeque<Visit> stack = new ArrayDeque<>();

  private TopologicalOrder(
      Collection<StorePath> paths, Function<StorePath, SortedSet<StorePath>> references) {
    this.all = new TreeSet<>(paths);
    this.references = references;
  }

  /** Paths refer to each other in a circle. */
  public static final class CycleException extends StoreException {
    private static final long serialVersionUID = 1;

    private final transient StorePath path;
    private final transient StorePath parent;

    private CycleException(StorePath path, StorePath parent) {
      super("cycle detected in the references of '" + path + "' from '" + parent + "'");
      this.path = path;
      this.parent = parent;
    }

    /** A path in the circle. */
    public StorePath path() {
      return path;
    }

    /** A path in the circle that refers to {@link #path}. */
    public StorePath parent() {
      return parent;
    }
  }

  /**
   * Sorts paths.
   *
   * @param references what a path refers to; itself and what is not among the paths does not count
   * @return the paths, each after those that it refers to
   * @throws CycleException if they refer to each other in a circle
   */
  public static List<StorePath> sort(
      Collection<StorePath> paths, Function<StorePath, SortedSet<StorePath>> references) {
    TopologicalOrder order = new TopologicalOrder(paths, references);
    for (StorePath path : order.all) {
      order.visit(path);
    }
    return order.sorted;
  }

  /** Sorts valid paths of a store. */
  public static List<StorePath> sort(Collection<StorePath> paths, Store store) {
    return sort(paths, path -> store.info(path).references());
  }

  private void visit(StorePath start) {
    enter(start);
    while (!stack.isEmpty()) {
      Visit visit = stack.element();
      if (visit.references().hasNext()) {
        StorePath next = visit.references().next();
        if (open.contains(next) && !next.equals(visit.path())) {
          throw new CycleException(next, visit.path());
        }
        if (all.contains(next)) {
          enter(next);
        }
      } else {
        stack.pop();
        open.remove(visit.path());
        sorted.add(visit.path());
      }
    }
  }

  private void enter(StorePath path) {
    if (visited.add(path)) {
      open.add(path);
      stack.push(new Visit(path, references.apply(path).iterator()));
    }
  }
}
