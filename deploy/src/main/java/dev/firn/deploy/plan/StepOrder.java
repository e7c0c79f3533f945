package dev.firn.deploy.plan;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Graph;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Verb;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Orders steps: what goes, dependents first, and those that need it no more told before; then what comes, dependencies first; what cannot be
 * undone, and what must wait for it, last.
 * What goes never waits for what comes, so there are no circles.
 */
final class StepOrder {
  private final Graph running;
  private final Graph wanted;
  private final Predicate<Operation> reversible;
  private final List<Step> steps = new ArrayList<>();

  StepOrder(
      Collection<Standing> standings,
      Collection<Component> wanted,
      Predicate<Operation> reversible) {
    this.running = Graph.ofRunning(standings.stream().map(Standing::component).toList());
    this.wanted = Graph.ofRunning(wanted);
    this.reversible = reversible;
  }

  List<Step> steps(
      SortedMap<ComponentPath, Component> going,
      SortedMap<ComponentPath, Operation> lettingGo,
      SortedMap<ComponentPath, Operation> coming) {
    Map<ComponentPath, SortedSet<Integer>> stops = new HashMap<>();
    Map<ComponentPath, SortedSet<Integer>> starts = new HashMap<>();
    List<Component> backwards = new ArrayList<>(running.order());
    Collections.reverse(backwards);
    for (Component component : backwards) {
      SortedSet<Integer> after = numbers(stops, running.dependents(component.path()));
      Component last = going.get(component.path());
      if (last != null) {
        after = only(add(new Operation(Verb.STOP, last, null), Phase.GO, after));
      }
      Operation reload = lettingGo.get(component.path());
      if (reload != null) {
        int number = add(reload, Phase.GO, new TreeSet<>());
        after.add(number);
        starts.put(component.path(), only(number));
      }
      stops.put(component.path(), after);
    }
    for (Component component : wanted.order()) {
      SortedSet<Integer> after = numbers(starts, wanted.dependencies(component.path()));
      after.addAll(numbers(starts, List.of(component.path())));
      Operation operation = coming.get(component.path());
      if (operation != null) {
        if (going.containsKey(component.path())) {
          after.addAll(numbers(stops, List.of(component.path())));
        }
        after = only(add(operation, Phase.COME, after));
      }
      starts.put(component.path(), after);
    }
    return byPhase();
  }

  /** The steps of those components; for one that has no step, the steps of those that it stands between. */
  private static SortedSet<Integer> numbers(
      Map<ComponentPath, SortedSet<Integer>> known, Collection<ComponentPath> paths) {
    SortedSet<Integer> numbers = new TreeSet<>();
    paths.forEach(path -> numbers.addAll(known.getOrDefault(path, new TreeSet<>())));
    return numbers;
  }

  private static SortedSet<Integer> only(int number) {
    return new TreeSet<>(List.of(number));
  }

  private int add(Operation operation, Phase phase, SortedSet<Integer> after) {
    int number = steps.size();
    boolean canBeUndone = reversible.test(operation);
    boolean last =
        !canBeUndone || after.stream().anyMatch(other -> steps.get(other).phase() == Phase.LAST);
    steps.add(
        new Step(number, operation, last ? Phase.LAST : phase, List.copyOf(after), canBeUndone));
    return number;
  }

  private List<Step> byPhase() {
    List<Step> sorted = new ArrayList<>(steps);
    sorted.sort(Comparator.comparing(Step::phase));
    int[] numbers = new int[steps.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[sorted.get(i).number()] = i;
    }
    return sorted.stream().map(step -> renumbered(step, numbers)).toList();
  }

  private static Step renumbered(Step step, int[] numbers) {
    List<Integer> after = step.after().stream().map(number -> numbers[number]).sorted().toList();
    return new Step(
        numbers[step.number()], step.operation(), step.phase(), after, step.reversible());
  }
}
