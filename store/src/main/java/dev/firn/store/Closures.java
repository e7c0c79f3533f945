package dev.firn.store;

import dev.firn.store.path.StorePath;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds all that is connected with paths. */
public final class Closures {
  private Closures() {}

  /**
   * What is followed besides references.
   *
   * @param outputs valid outputs of derivations
   * @param derivers valid derivations that paths were built by
   */
  public record Following(boolean outputs, boolean derivers) {
    /** References only. */
    public static final Following REFERENCES = new Following(false, false);
  }

  /** Gives the neighbours of a path to a consumer. */
  @FunctionalInterface
  private interface Neighbours {
    void of(StorePath path, Consumer<StorePath> found);
  }

  /**
   * Valid paths, and all that they refer to, and so on.
   *
   * @throws StoreException if some path is not valid
   */
  public static SortedSet<StorePath> references(Store store, Collection<StorePath> paths) {
    return new TreeSet<>(store.closure(paths).keySet());
  }

  /** What {@link Store#closure} gives, by asking about each path. */
  static SortedMap<StorePath, SortedSet<StorePath>> closure(
      PathSource source, Collection<StorePath> paths) {
    SortedMap<StorePath, SortedSet<StorePath>> references = new TreeMap<>();
    reach(
        paths,
        (path, found) -> {
          SortedSet<StorePath> direct = source.info(path).references();
          references.put(path, direct);
          direct.forEach(found);
        });
    return references;
  }

  /**
   * Valid paths, and all that they refer to, and so on, in an order in which each comes after those that it refers to.
   *
   * @throws StoreException if some path is not valid
   */
  public static List<StorePath> sortedReferences(Store store, Collection<StorePath> paths) {
    return sorted(store.closure(paths));
  }

  /**
   * Valid paths, all that they refer to, and what else shall be followed.
   *
   * @throws StoreException if some path is not valid
   */
  public static SortedSet<StorePath> references(
      IndexedStore store, Collection<StorePath> paths, Following following) {
    return reach(
        paths,
        (path, found) -> {
          PathInfo info = store.info(path);
          info.references().forEach(found);
          if (following.outputs() && path.isDerivation()) {
            validOutputs(store, path, found);
          }
          StorePath deriver = info.deriver();
          if (following.derivers() && deriver != null && store.isValid(deriver)) {
            found.accept(deriver);
          }
        });
  }

  /** Paths, and all valid paths that refer to them, and so on; with what else shall be followed, the other way round. */
  public static SortedSet<StorePath> referrers(
      IndexedStore store, Collection<StorePath> paths, Following following) {
    return reach(
        paths,
        (path, found) -> {
          store.referrers(path).forEach(found);
          if (following.outputs()) {
            store.validDerivers(path).forEach(found);
          }
          if (following.derivers() && path.isDerivation()) {
            validOutputs(store, path, found);
          }
        });
  }

  /** What {@link IndexedStore#referrersClosure} gives, by asking about each path. */
  static SortedMap<StorePath, SortedSet<StorePath>> referrersClosure(
      IndexedStore store, Collection<StorePath> paths) {
    SortedMap<StorePath, SortedSet<StorePath>> references = new TreeMap<>();
    reach(
        paths,
        (path, found) -> {
          references.computeIfAbsent(path, _ -> new TreeSet<>());
          for (StorePath referrer : store.referrers(path)) {
            references.computeIfAbsent(referrer, _ -> new TreeSet<>()).add(path);
            found.accept(referrer);
          }
        });
    return references;
  }

  /**
   * Valid paths, and all that refer to them, and so on, in an order in which each comes after those that it refers to.
   *
   * @throws StoreException if some path is not valid
   */
  public static List<StorePath> sortedReferrers(IndexedStore store, Collection<StorePath> paths) {
    paths.forEach(store::info);
    return sorted(store.referrersClosure(paths));
  }

  private static List<StorePath> sorted(SortedMap<StorePath, SortedSet<StorePath>> references) {
    return TopologicalOrder.sort(
        references.keySet(), path -> references.getOrDefault(path, Collections.emptySortedSet()));
  }

  private static void validOutputs(
      IndexedStore store, StorePath derivation, Consumer<StorePath> found) {
    for (StorePath output : store.derivationOutputs(derivation).values()) {
      if (store.isValid(output)) {
        found.accept(output);
      }
    }
  }

  private static SortedSet<StorePath> reach(Collection<StorePath> starts, Neighbours neighbours) {
    SortedSet<StorePath> reached = new TreeSet<>();
    ArrayDeque<StorePath> waiting = new ArrayDeque<>();
    Consumer<StorePath> add =
        path -> {
          if (reached.add(path)) {
            waiting.add(path);
          }
        };
    starts.forEach(add);
    while (!waiting.isEmpty()) {
      neighbours.of(waiting.remove(), add);
    }
    return reached;
  }
}
