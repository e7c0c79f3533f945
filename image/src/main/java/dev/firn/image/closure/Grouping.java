package dev.firn.image.closure;

import dev.firn.store.path.StorePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Divides a closure into groups, a layer each. An engine uses a layer again only with the same layers below it, so what most of the others
 * need, and what changes only if they all do, comes first.
 */
final class Grouping {
  private Grouping() {}

  /**
   * The groups, from the bottom up: each path after those that it refers to, each in a group of its own as long as there are some, and the
   * rest together.
   *
   * @param references each path of the closure, and those that it refers to
   * @param most how many groups there may be, at least one
   */
  static List<List<StorePath>> of(SortedMap<StorePath, SortedSet<StorePath>> references, int most) {
    List<StorePath> order = order(references);
    List<List<StorePath>> groups = new ArrayList<>();
    int single = order.size() <= most ? order.size() : most - 1;
    order.subList(0, single).forEach(path -> groups.add(List.of(path)));
    if (single < order.size()) {
      groups.add(List.copyOf(order.subList(single, order.size())));
    }
    return groups;
  }

  /** More paths need a path than what refers to it. By name, a path stays where it was when only its hash has changed. */
  private static List<StorePath> order(SortedMap<StorePath, SortedSet<StorePath>> references) {
    Map<StorePath, Integer> needed = new HashMap<>();
    for (StorePath path : references.keySet()) {
      Set<StorePath> seen = new HashSet<>();
      reach(path, references, seen);
      seen.forEach(one -> needed.merge(one, 1, Integer::sum));
    }
    List<StorePath> order = new ArrayList<>(references.keySet());
    order.sort(
        Comparator.comparing((StorePath path) -> -needed.getOrDefault(path, 0))
            .thenComparing(StorePath::name)
            .thenComparing(Comparator.naturalOrder()));
    return order;
  }

  private static void reach(
      StorePath start, SortedMap<StorePath, SortedSet<StorePath>> references, Set<StorePath> seen) {
    List<StorePath> open = new ArrayList<>(List.of(start));
    seen.add(start);
    while (!open.isEmpty()) {
      for (StorePath next :
          references.getOrDefault(open.removeLast(), Collections.emptySortedSet())) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
  }
}
