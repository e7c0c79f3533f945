package dev.firn.deploy.log;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.generation.Generation;
import dev.firn.deploy.generation.History;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a deployment is, as its event log tells: the fold of all events. Changes as events are added; for one thread. */
public final class State {
  private final Event.Opened opened;
  private final SortedMap<ComponentPath, Standing> standings = new TreeMap<>();

  /** What was doubtful already when a step was started: a step that changes nothing does not settle it. */
  private final SortedMap<ComponentPath, Standing> doubts = new TreeMap<>();

  /** What has a probe, was changed, and is not known to have become ready since. */
  private final SortedSet<ComponentPath> unready = new TreeSet<>();

  private History history = History.NONE;

  /** What the last change that was undone should have brought. */
  private SortedMap<ComponentPath, Component> attempted = new TreeMap<>();

  private @Nullable Transaction transaction;

  /** A deployment of which nothing was ever done. */
  public State(Event.Opened opened) {
    this.opened = opened;
  }

  /** A deployment in which nothing is being changed. */
  State(
      Event.Opened opened,
      SortedMap<ComponentPath, Standing> standings,
      SortedSet<ComponentPath> unready,
      History history) {
    this.opened = opened;
    this.standings.putAll(standings);
    this.unready.addAll(unready);
    this.history = history;
  }

  /** What the name is bound to. */
  public Event.Opened opened() {
    return opened;
  }

  /** What is known of every component that may be there. */
  public SortedMap<ComponentPath, Standing> standings() {
    return Collections.unmodifiableSortedMap(standings);
  }

  /** What is there, has a probe, and is not known to have become ready since it was changed last. */
  public SortedSet<ComponentPath> unready() {
    return Collections.unmodifiableSortedSet(unready);
  }

  /** The generations. */
  public History history() {
    return history;
  }

  /** What the last change wanted, if it was undone: its components may have left logs. Not kept for long. */
  public SortedMap<ComponentPath, Component> attempted() {
    return attempted;
  }

  /** The change that was begun and not ended; null if there is none. */
  public @Nullable Transaction transaction() {
    return transaction;
  }

  /**
   * Goes on by one event.
   *
   * @throws IllegalStateException if it cannot follow what happened so far
   */
  void add(Event event) {
    switch (event) {
      case Event.Opened _, Event.Snapshot _ ->
          throw new IllegalStateException("a second beginning");
      case Event.Planned planned -> begin(planned);
      case Event.Turned turned -> transaction = open().turned(turned.direction(), turned.steps());
      case Event.Started started -> start(started.steps());
      case Event.Ended ended -> ended.results().forEach(this::end);
      case Event.Found found -> found.components().forEach(this::find);
      case Event.Closed closed -> close(closed);
      case Event.Forgotten forgotten -> history = history.without(forgotten.generations());
    }
  }

  /** The components that may be there. */
  SortedMap<ComponentPath, Component> components() {
    return components(standings);
  }

  /** The components of standings. */
  static SortedMap<ComponentPath, Component> components(
      SortedMap<ComponentPath, Standing> standings) {
    SortedMap<ComponentPath, Component> components = new TreeMap<>();
    standings.forEach((path, standing) -> components.put(path, standing.component()));
    return components;
  }

  /** The event that a change begins with, to that generation of components. */
  public Event.Planned planned(Purpose purpose, Generation goal, List<PlannedStep> steps) {
    Difference wanted =
        Difference.between(Transaction.after(steps, components()), goal.components());
    return new Event.Planned(purpose, goal.number(), goal.source(), goal.made(), wanted, steps);
  }

  private Transaction open() {
    if (transaction == null) {
      throw new IllegalStateException("no change was begun");
    }
    return transaction;
  }

  private PlannedStep step(int number) {
    List<PlannedStep> steps = open().steps();
    if (number >= steps.size()) {
      throw new IllegalStateException("there is no step " + number);
    }
    return steps.get(number);
  }

  private void begin(Event.Planned planned) {
    if (transaction != null) {
      throw new IllegalStateException("a change within a change");
    }
    transaction = Transaction.begin(planned, components());
  }

  private void start(List<Integer> numbers) {
    SortedSet<ComponentPath> irrevocable = new TreeSet<>(open().irrevocable());
    for (int number : numbers) {
      PlannedStep step = step(number);
      ComponentPath path = step.operation().path();
      Standing earlier = standings.put(path, new Standing.Doubtful(step.before(), step.after()));
      if (earlier instanceof Standing.Doubtful) {
        doubts.put(path, earlier);
      } else {
        doubts.remove(path);
      }
      if (!step.reversible()) {
        irrevocable.add(path);
      }
    }
    transaction = open().withIrrevocable(irrevocable);
  }

  private void end(int number, Result result) {
    PlannedStep step = step(number);
    ComponentPath path = step.operation().path();
    if (result.ending() == Ending.DONE) {
      change(path, step.after());
    } else if (result.ending() == Ending.FAILED) {
      fail(path, step);
    }
  }

  private void fail(ComponentPath path, PlannedStep step) {
    Standing earlier = doubts.get(path);
    if (earlier != null) {
      standings.put(path, earlier);
    } else {
      settle(path, step.before());
      transaction = withoutIrrevocable(open(), path);
    }
  }

  private static Transaction withoutIrrevocable(Transaction open, ComponentPath path) {
    SortedSet<ComponentPath> irrevocable = new TreeSet<>(open.irrevocable());
    irrevocable.remove(path);
    return open.withIrrevocable(irrevocable);
  }

  /** What is found as it was before the change was not changed, or not for good. */
  private void find(ComponentPath path, @Nullable Component found) {
    change(path, found);
    Transaction open = transaction;
    if (open != null && isSame(found, open.before().get(path))) {
      transaction = withoutIrrevocable(open, path);
    }
  }

  private static boolean isSame(@Nullable Component one, @Nullable Component other) {
    if (one == null || other == null) {
      return one == other;
    }
    return one.isSameAs(other);
  }

  /** What was changed, or may have been, must become ready once more. */
  private void change(ComponentPath path, @Nullable Component now) {
    settle(path, now);
    if (now != null && now.probe() != null) {
      unready.add(path);
    } else {
      unready.remove(path);
    }
  }

  private void settle(ComponentPath path, @Nullable Component component) {
    if (component == null) {
      standings.remove(path);
    } else {
      standings.put(path, new Standing.Settled(component));
    }
  }

  /** The components that are not, as far as this state knows, what they should be. */
  public SortedSet<ComponentPath> differences(SortedMap<ComponentPath, Component> goal) {
    SortedSet<ComponentPath> different = new TreeSet<>(standings.keySet());
    different.addAll(goal.keySet());
    different.removeIf(path -> isThere(standings.get(path), goal.get(path)));
    return different;
  }

  private static boolean isThere(@Nullable Standing standing, @Nullable Component wanted) {
    return standing instanceof Standing.Settled settled
        && wanted != null
        && settled.component().isSameAs(wanted);
  }

  private void close(Event.Closed closed) {
    Transaction ended = open();
    ended
        .goal(closed.arrived())
        .forEach((path, component) -> {
          if (!closed.left().contains(path)) {
            settle(path, component);
          }
        });
    boolean arrived = closed.arrived() == Direction.FINISH;
    // On the way back only what was changed was asked whether it is ready.
    unready.removeAll(arrived ? List.copyOf(unready) : ended.touched());
    unready.addAll(closed.left());
    unready.removeIf(path -> !hasProbe(standings.get(path)));
    attempted = arrived ? new TreeMap<>() : ended.wanted();
    if (arrived) {
      history = arrived(ended);
    }
    transaction = null;
  }

  private static boolean hasProbe(@Nullable Standing standing) {
    return standing != null && standing.component().probe() != null;
  }

  private History arrived(Transaction ended) {
    Event.Planned planned = ended.planned();
    return switch (planned.purpose()) {
      case APPLY ->
          history.deployed(
              new Generation(planned.generation(), planned.at(), planned.source(), ended.wanted()));
      case ROLLBACK -> history.deployed(history.get(planned.generation()));
      case DESTROY -> history.destroyed();
    };
  }
}
