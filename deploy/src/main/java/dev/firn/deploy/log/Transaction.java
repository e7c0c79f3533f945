package dev.firn.deploy.log;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Verb;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A change of a deployment that was begun and not ended.
 *
 * @param planned how it began
 * @param wanted what shall be
 * @param before what was there when it began
 * @param direction which way it goes
 * @param steps the steps of the last plan
 * @param touched what some step was planned to change
 * @param irrevocable what was begun and cannot be undone
 */
public record Transaction(
    Event.Planned planned,
    SortedMap<ComponentPath, Component> wanted,
    SortedMap<ComponentPath, Component> before,
    Direction direction,
    List<PlannedStep> steps,
    SortedSet<ComponentPath> touched,
    SortedSet<ComponentPath> irrevocable) {
  /** Copies the collections. */
  public Transaction {
    wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
    before = Collections.unmodifiableSortedMap(new TreeMap<>(before));
    steps = List.copyOf(steps);
    touched = Collections.unmodifiableSortedSet(new TreeSet<>(touched));
    irrevocable = Collections.unmodifiableSortedSet(new TreeSet<>(irrevocable));
  }

  /** A change that begins. */
  static Transaction begin(Event.Planned planned, SortedMap<ComponentPath, Component> before) {
    SortedMap<ComponentPath, Component> wanted =
        planned.wanted().from(after(planned.steps(), before));
    SortedSet<ComponentPath> none = new TreeSet<>();
    return new Transaction(planned, wanted, before, Direction.FINISH, List.of(), none, none)
        .turned(Direction.FINISH, planned.steps());
  }

  /** What steps lead to, from what is there before. */
  static SortedMap<ComponentPath, Component> after(
      List<PlannedStep> steps, SortedMap<ComponentPath, Component> before) {
    SortedMap<ComponentPath, Component> after = new TreeMap<>(before);
    for (PlannedStep step : steps) {
      Component component = step.after();
      if (component == null) {
        after.remove(step.operation().path());
      } else {
        after.put(component.path(), component);
      }
    }
    return after;
  }

  /** What would be at that end. */
  public SortedMap<ComponentPath, Component> goal(Direction end) {
    return end == Direction.FINISH ? wanted : before;
  }

  /** Whether all that was begun so far can be undone. */
  public boolean isReversible() {
    return irrevocable.isEmpty();
  }

  Transaction turned(Direction newDirection, List<PlannedStep> newSteps) {
    SortedSet<ComponentPath> paths = new TreeSet<>(touched);
    for (PlannedStep step : newSteps) {
      if (step.operation().verb() != Verb.PROBE) {
        paths.add(step.operation().path());
      }
    }
    return new Transaction(planned, wanted, before, newDirection, newSteps, paths, irrevocable);
  }

  Transaction withIrrevocable(SortedSet<ComponentPath> paths) {
    return new Transaction(planned, wanted, before, direction, steps, touched, paths);
  }
}
