package dev.firn.deploy.generation;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.plan.Action;
import dev.firn.deploy.plan.Change;
import dev.firn.deploy.plan.FieldChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The generations of a deployment.
 *
 * @param generations those that are kept, by number
 * @param current the number of the one that is deployed; 0 if none is
 * @param highest the highest number that was ever used; 0 if none was
 */
public record History(SortedMap<Integer, Generation> generations, int current, int highest) {
  /** No generation yet. */
  public static final History NONE = new History(new TreeMap<>(), 0, 0);

  /** Copies the map. */
  public History {
    generations = Collections.unmodifiableSortedMap(new TreeMap<>(generations));
  }

  /** The number that the next new generation gets. */
  public int next() {
    return highest + 1;
  }

  /**
   * The generation of that number.
   *
   * @throws ModelException if it is not kept
   */
  public Generation get(int number) {
    Generation generation = generations.get(number);
    if (generation == null) {
      throw new ModelException(
          "there is no generation "
              + number
              + (generations.isEmpty()
                  ? ": nothing was deployed yet"
                  : "; there are " + generations.keySet()));
    }
    return generation;
  }

  /** What the deployed generation is made of; nothing if none is deployed. */
  public SortedMap<ComponentPath, Component> currentComponents() {
    return current == 0 ? new TreeMap<>() : get(current).components();
  }

  /**
   * The generation to go back to: the one before the current one. Going back twice goes back two. After everything was destroyed it is the
   * last one.
   *
   * @throws ModelException if there is none
   */
  public Generation previous() {
    SortedMap<Integer, Generation> earlier =
        current == 0 ? generations : generations.headMap(current);
    if (earlier.isEmpty()) {
      throw new ModelException(
          current == 0
              ? "there is nothing to go back to: nothing was deployed yet"
              : "there is nothing to go back to: generation "
                  + current
                  + " is the first that is kept");
    }
    return get(earlier.lastKey());
  }

  /** After a generation was deployed, new or old. */
  public History deployed(Generation generation) {
    SortedMap<Integer, Generation> all = new TreeMap<>(generations);
    all.put(generation.number(), generation);
    return new History(all, generation.number(), Math.max(highest, generation.number()));
  }

  /** After everything was destroyed; the generations are kept. */
  public History destroyed() {
    return new History(generations, 0, highest);
  }

  /** Without those generations, the current one excepted. */
  public History without(SortedSet<Integer> numbers) {
    SortedMap<Integer, Generation> left = new TreeMap<>(generations);
    numbers.stream().filter(number -> number != current).forEach(left::remove);
    return new History(left, current, highest);
  }

  /** The generations to give up if so many, at least one, are to be kept: the oldest, but never the current one. */
  public SortedSet<Integer> beyond(int kept) {
    SortedSet<Integer> old = new TreeSet<>(generations.keySet());
    old.remove(current);
    int others = Math.max(0, kept - (current == 0 ? 0 : 1));
    List<Integer> numbers = new ArrayList<>(old);
    return new TreeSet<>(numbers.subList(0, Math.max(0, numbers.size() - others)));
  }

  /** What differs from one generation to another, sorted by path; what does not is left out. */
  public static List<Change> difference(Generation from, Generation to) {
    SortedSet<ComponentPath> paths = new TreeSet<>(from.components().keySet());
    paths.addAll(to.components().keySet());
    List<Change> changes = new ArrayList<>();
    for (ComponentPath path : paths) {
      Component before = from.components().get(path);
      Component after = to.components().get(path);
      Action action = action(before, after);
      if (action != Action.KEEP) {
        List<FieldChange> fields =
            before == null || after == null ? List.of() : FieldChange.between(before, after);
        changes.add(new Change(path, action, fields, ""));
      }
    }
    return changes;
  }

  private static Action action(@Nullable Component before, @Nullable Component after) {
    if (before == null) {
      return Action.CREATE;
    }
    if (after == null) {
      return Action.STOP;
    }
    if (before.isSameAs(after)) {
      return Action.KEEP;
    }
    return before.place().equals(after.place()) ? Action.CHANGE : Action.REPLACE;
  }
}
