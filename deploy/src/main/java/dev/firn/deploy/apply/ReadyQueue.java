package dev.firn.deploy.apply;

import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.plan.Phase;
import dev.firn.deploy.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The steps of a plan that wait, and what they wait for. For one thread. */
final class ReadyQueue {
  private final List<Step> steps;
  private final List<List<Integer>> dependents = new ArrayList<>();

  /** For each step, how many steps it waits for by number. */
  private final int[] blockers;

  private final SortedMap<Place, SortedSet<Integer>> waiting = new TreeMap<>();

  /** How many steps that go are not done yet, for each place. */
  private final Map<Place, Integer> going = new HashMap<>();

  /** How many steps that need not be last are not done yet. */
  private int notLast;

  ReadyQueue(List<Step> steps) {
    this.steps = steps;
    this.blockers = new int[steps.size()];
    for (Step step : steps) {
      dependents.add(new ArrayList<>());
      blockers[step.number()] = step.after().size();
      step.after().forEach(before -> dependents.get(before).add(step.number()));
      waiting.computeIfAbsent(step.operation().place(), _ -> new TreeSet<>()).add(step.number());
      count(step, 1);
    }
  }

  private void count(Step step, int by) {
    if (step.phase() != Phase.LAST) {
      notLast += by;
    }
    if (step.phase() == Phase.GO) {
      going.merge(step.operation().place(), by, Integer::sum);
    }
  }

  /** The places at which some step waits. */
  List<Place> places() {
    return List.copyOf(waiting.keySet());
  }

  /**
   * Takes steps of one place that may be done now, in order; of one component only one.
   *
   * @param most how many
   * @param ordered whether a step may be taken together with those that it waits for, if these are ready as soon as they are done
   */
  List<Step> take(Place place, int most, boolean ordered) {
    List<Step> taken = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    Set<ComponentPath> paths = new HashSet<>();
    for (int number : waiting.getOrDefault(place, new TreeSet<>())) {
      if (taken.size() == most) {
        break;
      }
      Step step = steps.get(number);
      if (mayRun(step, ordered ? numbers : Set.of()) && paths.add(step.operation().path())) {
        taken.add(step);
        if (step.operation().component().probe() == null) {
          numbers.add(number);
        }
      }
    }
    taken.forEach(this::remove);
    return taken;
  }

  private void remove(Step step) {
    Place place = step.operation().place();
    SortedSet<Integer> left = waiting.get(place);
    if (left != null && left.remove(step.number()) && left.isEmpty()) {
      waiting.remove(place);
    }
  }

  private boolean mayRun(Step step, Set<Integer> together) {
    long with = together.isEmpty() ? 0 : step.after().stream().filter(together::contains).count();
    boolean phaseCame =
        switch (step.phase()) {
          case GO -> true;
          case COME -> going.getOrDefault(step.operation().place(), 0) == 0;
          case LAST -> notLast == 0;
        };
    return phaseCame && blockers[step.number()] == with;
  }

  /** A step that was taken is done and ready. */
  void done(Step step) {
    count(step, -1);
    dependents.get(step.number()).forEach(number -> blockers[number]--);
  }

  /** A step that was taken failed: what waits for it, and all that must be last, is given up. */
  void failed(Step step) {
    count(step, -1);
    Set<Integer> given = new HashSet<>();
    giveUp(step, given);
    for (Step last : steps) {
      if (last.phase() == Phase.LAST) {
        giveUp(last, given);
        remove(last);
      }
    }
  }

  private void giveUp(Step first, Set<Integer> given) {
    List<Integer> next = new ArrayList<>(dependents.get(first.number()));
    while (!next.isEmpty()) {
      int number = next.removeLast();
      Step step = steps.get(number);
      if (given.add(number) && isWaiting(step)) {
        remove(step);
        count(step, -1);
        next.addAll(dependents.get(number));
      }
    }
  }

  private boolean isWaiting(Step step) {
    return waiting.getOrDefault(step.operation().place(), new TreeSet<>()).contains(step.number());
  }
}
