package dev.firn.process.ids;

import dev.firn.base.text.Suggestions;
import dev.firn.deploy.component.ModelException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assigns numbers as Dynamic Disnix does: who has one keeps it as long as he needs it and it is in its pool; a new one is the next after the
 * one that was assigned last.
 */
public final class IdAssigner {
  private final SortedMap<String, IdPool> pools = new TreeMap<>();

  /** Assigns numbers of those resources. */
  public IdAssigner(Collection<IdPool> pools) {
    pools.forEach(pool -> this.pools.put(pool.name(), pool));
  }

  /**
   * Assigns.
   *
   * @param required the names of the resources that each process needs a number of
   * @param before what was assigned before
   * @throws ModelException if there is no such resource, or not enough numbers
   */
  public IdAssignment assign(SortedMap<String, List<String>> required, IdAssignment before) {
    required.forEach(this::checkNames);
    SortedMap<String, SortedMap<String, Long>> ids = new TreeMap<>();
    SortedMap<String, Long> last = new TreeMap<>();
    for (IdPool pool : pools.values()) {
      SortedMap<String, Long> kept = kept(pool, required, before);
      Long latest = before.last().get(pool.name());
      for (Map.Entry<String, List<String>> process : required.entrySet()) {
        if (process.getValue().contains(pool.name()) && !kept.containsKey(process.getKey())) {
          latest = next(pool, process.getKey(), kept, latest);
          kept.put(process.getKey(), latest);
        }
      }
      ids.put(pool.name(), kept);
      if (latest != null) {
        last.put(pool.name(), latest);
      }
    }
    return new IdAssignment(ids, last);
  }

  private void checkNames(String process, List<String> resources) {
    for (String name : resources) {
      if (!pools.containsKey(name)) {
        List<String> near = Suggestions.bestMatches(pools.keySet(), name);
        throw new ModelException(
            "'"
                + process
                + "' requires unique ids for '"
                + name
                + "', but there is no such resource"
                + (near.isEmpty() ? "" : "; did you mean '" + near.getFirst() + "'?"));
      }
    }
  }

  private static SortedMap<String, Long> kept(
      IdPool pool, SortedMap<String, List<String>> required, IdAssignment before) {
    SortedMap<String, Long> kept = new TreeMap<>();
    before
        .ids()
        .getOrDefault(pool.name(), new TreeMap<>())
        .forEach((process, id) -> {
          if (required.getOrDefault(process, List.of()).contains(pool.name())
              && pool.contains(id)) {
            kept.put(process, id);
          }
        });
    return kept;
  }

  private static Long next(
      IdPool pool, String process, SortedMap<String, Long> taken, @Nullable Long latest) {
    long id = latest == null ? pool.min() : pool.after(latest);
    // Numbers of an older pool need not lie on the strides of this one: a second round tries those
    // of its own.
    for (long tries = 0; tries <= 2 * pool.size(); tries++) {
      if (isFree(id, pool.step(), taken)) {
        return id;
      }
      id = pool.after(id);
    }
    throw new ModelException(
        "there is no id left for '"
            + process
            + "' in '"
            + pool.name()
            + "': all of "
            + pool.min()
            + " to "
            + pool.max()
            + " are taken; give it a greater max");
  }

  private static boolean isFree(long id, long step, SortedMap<String, Long> taken) {
    for (long other : taken.values()) {
      if (Math.abs(id - other) < step) {
        return false;
      }
    }
    return true;
  }
}
