package dev.firn.store.gc;

import dev.firn.store.Closures;
import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreGraph;
import dev.firn.store.path.StorePath;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What must stay: what was found when the collection began, and what others name while it runs. */
final class Liveness {
  private final LocalStore store;
  private final StoreGraph graph;
  private final RootServer server;
  private final Closures.Following keep;
  private final BitSet numbers;

  /** Paths that became valid after the graph was read. */
  private final Set<StorePath> later = new HashSet<>();

  Liveness(LocalStore store, StoreGraph graph, RootServer server, Closures.Following keep) {
    this.store = store;
    this.graph = graph;
    this.server = server;
    this.keep = keep;
    this.numbers = new BitSet(graph.paths().size());
    takeArrived();
    markKept();
  }

  /** A temporary root keeps every path with its digits. */
  private void markKept() {
    List<StorePath> kept = graph.paths().stream().filter(server::isKept).toList();
    add(kept);
  }

  /** Adds paths that must stay with all that they keep. */
  void add(Collection<StorePath> paths) {
    graph.close(numbers, paths, keep);
  }

  /** Adds what others named since the last time. */
  void takeArrived() {
    for (StorePath path : server.takeArrived()) {
      if (graph.number(path) >= 0) {
        add(List.of(path));
      } else if (store.isValid(path)) {
        addLater(path);
      }
    }
  }

  /** Keeps a path that valid paths turned out to refer to. */
  void keep(StorePath path) {
    later.add(path);
    add(List.of(path));
  }

  /** How much room a path takes, as far as is known. */
  long size(StorePath path) {
    int number = graph.number(path);
    return number < 0 ? 0 : graph.size(number);
  }

  private void addLater(StorePath path) {
    try {
      SortedSet<StorePath> closure = Closures.references(store, List.of(path), keep);
      later.addAll(closure);
      add(closure);
    } catch (StoreException invalidNow) {
      // It is gone again; nothing refers to it.
    }
  }

  /** The numbers of the paths that must stay. */
  BitSet numbers() {
    return numbers;
  }

  /** Whether a path must stay, valid or not. */
  boolean contains(StorePath path) {
    int number = graph.number(path);
    return (number >= 0 && numbers.get(number)) || later.contains(path) || server.isKept(path);
  }

  /** The valid paths that must stay. */
  SortedSet<StorePath> all() {
    SortedSet<StorePath> all = new TreeSet<>(later);
    numbers.stream().forEach(number -> all.add(graph.paths().get(number)));
    return all;
  }
}
