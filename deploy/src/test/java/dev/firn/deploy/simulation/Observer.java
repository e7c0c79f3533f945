package dev.firn.deploy.simulation;

import dev.firn.deploy.apply.Progress;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Graph;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Verb;
import dev.firn.deploy.log.Direction;
import dev.firn.deploy.log.State;
import dev.firn.deploy.log.Transaction;
import dev.firn.deploy.plan.Phase;
import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Watches every operation when it happens, and holds it against the plan, the log on the disk and the world. */
final class Observer implements Progress {
  private final Simulation simulation;
  private final Map<Invariant, List<String>> violations = new EnumMap<>(Invariant.class);
  private @Nullable Plan plan;
  private boolean watching = true;
  private @Nullable Map<ComponentPath, Component> before;
  private final Set<ComponentPath> ready = new HashSet<>();
  private final Set<Integer> done = new HashSet<>();

  Observer(Simulation simulation) {
    this.simulation = simulation;
  }

  Map<Invariant, List<String>> violations() {
    return violations;
  }

  void violated(Invariant invariant, String what) {
    violations.computeIfAbsent(invariant, _ -> new ArrayList<>()).add(what);
  }

  /** What was there when the last change was planned, or now if none was since this was asked last. */
  Map<ComponentPath, Component> takeBefore() {
    Map<ComponentPath, Component> taken = before != null ? before : components(simulation.state());
    before = null;
    return taken;
  }

  private static Map<ComponentPath, Component> components(State state) {
    Map<ComponentPath, Component> components = new TreeMap<>();
    state.standings().forEach((path, standing) -> components.put(path, standing.component()));
    return components;
  }

  @Override
  public void planned(Direction direction, Plan newPlan) {
    State state = simulation.state();
    if (state.transaction() == null) {
      before = components(state);
    }
    plan = newPlan;
    ready.clear();
    done.clear();
  }

  @Override
  public void ready(Step step) {
    ready.add(step.operation().path());
    done.add(step.number());
  }

  /** Whether operations are held against anything; checking all takes most of the time. */
  void watch(boolean on) {
    watching = on;
  }

  /** Called before an operation has its effect. */
  void before(Operation operation) {
    if (!watching) {
      return;
    }
    State durable = simulation.durableState();
    Transaction open = durable == null ? null : durable.transaction();
    if (plan == null || open == null || !isPlanned(open, operation)) {
      violated(Invariant.PLANNED, operation.toString());
      return;
    }
    if (!(durable.standings().get(operation.path()) instanceof Standing.Doubtful)) {
      violated(Invariant.RECORDED, operation.toString());
    }
    Step step = step(plan, operation);
    if (step == null) {
      violated(Invariant.UNTOUCHED, operation.toString());
      return;
    }
    checkTouched(open, operation);
    checkOrder(plan, step);
    boolean early =
        plan.steps().stream()
            .anyMatch(other -> other.phase() != Phase.LAST && !done.contains(other.number()));
    if (!step.reversible() && early) {
      violated(Invariant.IRREVERSIBLE_LAST, operation.toString());
    }
  }

  private static boolean isPlanned(Transaction open, Operation operation) {
    return open.steps().stream().anyMatch(step -> step.operation().equals(operation));
  }

  private static @Nullable Step step(Plan plan, Operation operation) {
    return plan.steps().stream()
        .filter(step -> step.operation().equals(operation))
        .findFirst()
        .orElse(null);
  }

  private void checkTouched(Transaction open, Operation operation) {
    Component before = open.before().get(operation.path());
    Component after = open.wanted().get(operation.path());
    if (before != null && after != null && before.isSameAs(after) && simulation.isAsLeft(before)) {
      violated(Invariant.UNTOUCHED, operation.toString());
    }
  }

  private void checkOrder(Plan current, Step step) {
    if (step.operation().verb() == Verb.STOP) {
      checkStop(current, step);
    } else {
      Graph wanted = Graph.ofRunning(current.wanted().components().values());
      for (ComponentPath needed : wanted.dependencies(step.operation().path())) {
        checkNeeded(current, step, needed);
      }
    }
  }

  private void checkNeeded(Plan current, Step step, ComponentPath needed) {
    Component component = current.wanted().components().get(needed);
    Present there = simulation.world().getOrDefault(component.place(), Map.of()).get(needed);
    boolean stepped =
        current.steps().stream().anyMatch(other -> other.operation().path().equals(needed));
    boolean together =
        component.place().equals(step.operation().place())
            && component.place().type().equals("ordering");
    boolean isReady = !stepped || ready.contains(needed) || (component.probe() == null && together);
    if (there == null
        || !there.running()
        || !there.fingerprint().equals(component.fingerprint())
        || !isReady) {
      violated(Invariant.ORDER, step.operation() + " before " + needed);
    }
  }

  private void checkStop(Plan current, Step step) {
    Set<ComponentPath> going = new TreeSet<>();
    List<Component> before = new ArrayList<>();
    for (Step other : current.steps()) {
      if (other.operation().before() != null) {
        before.add(other.operation().before());
      }
      if (other.operation().verb() == Verb.STOP) {
        going.add(other.operation().path());
      }
    }
    Graph running = Graph.ofRunning(before);
    for (ComponentPath dependent : running.dependents(step.operation().path())) {
      for (Map<ComponentPath, Present> found : simulation.world().values()) {
        Present there = found.get(dependent);
        boolean uses = going.contains(dependent) || usesStill(current, step, dependent, there);
        if (uses && there != null && there.running() && !ready.contains(dependent)) {
          violated(Invariant.ORDER, step.operation() + " while " + dependent + " is there");
        }
      }
    }
  }

  /** Whether that shall reload and then need no more what stops, and has not done so. */
  private static boolean usesStill(
      Plan current, Step stop, ComponentPath dependent, @Nullable Present there) {
    ComponentPath path = stop.operation().path();
    return current.steps().stream()
        .map(Step::operation)
        .filter(operation -> operation.verb() == Verb.RELOAD && operation.path().equals(dependent))
        .map(Operation::component)
        .anyMatch(next ->
            next.dependsOn().stream().noneMatch(name -> path.equals(name) || path.isBelow(name))
                && !(next.probe() == null
                    && there != null
                    && there.fingerprint().equals(next.fingerprint())));
  }

  /** Holds a log against the world. */
  void checkTruth(State state) {
    Map<Place, Map<ComponentPath, Present>> world = simulation.world();
    state
        .standings()
        .forEach((path, standing) -> {
          if (standing instanceof Standing.Settled settled
              && !simulation.isAsLeft(settled.component())) {
            violated(Invariant.TRUTH, "the log says that there is " + settled.component());
          }
        });
    world.forEach((place, found) ->
        found
            .keySet()
            .forEach(path -> {
              Standing standing = state.standings().get(path);
              if (standing == null || !standing.component().place().equals(place)) {
                violated(
                    Invariant.TRUTH,
                    "the log does not know that there is " + path + " at " + place);
              }
            }));
  }
}
