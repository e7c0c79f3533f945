package dev.firn.deploy.plan;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.Graph;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes plans. What it gives depends on what it is given and on nothing else. */
public final class Planner {
  private final SortedMap<ComponentPath, Standing> standings;
  private final Deployment wanted;
  private final Observed observed;
  private final SortedSet<ComponentPath> unready;
  private final Function<Place, Capabilities> capabilities;
  private final List<Change> changes = new ArrayList<>();
  private final SortedSet<ComponentPath> uncertain = new TreeSet<>();
  private final SortedMap<ComponentPath, Component> going = new TreeMap<>();
  private final SortedMap<ComponentPath, Operation> coming = new TreeMap<>();

  /** What reloads because it needs less. */
  private final SortedMap<ComponentPath, Operation> lettingGo = new TreeMap<>();

  private @Nullable Graph wantedGraph;

  private Planner(
      Map<ComponentPath, Standing> standings,
      Deployment wanted,
      Observed observed,
      SortedSet<ComponentPath> unready,
      Function<Place, Capabilities> capabilities) {
    this.standings = new TreeMap<>(standings);
    this.wanted = wanted;
    this.observed = observed;
    this.unready = unready;
    this.capabilities = capabilities;
  }

  /**
   * The plan from what is to what shall be.
   *
   * @param standings what the event log says of components that may be there
   * @param observed what drivers found
   * @param unready of which nobody knows that they became ready since they were changed: they are asked again
   * @param capabilities of the driver for a place
   */
  public static Plan plan(
      Map<ComponentPath, Standing> standings,
      Deployment wanted,
      Observed observed,
      SortedSet<ComponentPath> unready,
      Function<Place, Capabilities> capabilities) {
    return new Planner(standings, wanted, observed, unready, capabilities).plan();
  }

  private Plan plan() {
    addStrays();
    SortedSet<ComponentPath> paths = new TreeSet<>(standings.keySet());
    paths.addAll(wanted.components().keySet());
    paths.forEach(this::decide);
    List<Step> steps =
        going.isEmpty() && coming.isEmpty() && lettingGo.isEmpty()
            ? List.of()
            : new StepOrder(standings.values(), wanted.components().values(), this::isReversible)
                .steps(going, lettingGo, coming);
    return new Plan(wanted, changes, steps, uncertain, Fingerprints.of(standings, observed));
  }

  /** What drivers found under our name and the log does not know is ours all the same. */
  private void addStrays() {
    observed
        .places()
        .forEach(
            (place, found) -> found.forEach((path, present) -> addStray(place, path, present)));
  }

  private void addStray(Place place, ComponentPath path, Present present) {
    standings.putIfAbsent(
        path, new Standing.Doubtful(Component.of(path, place, present.fingerprint()), null));
  }

  private boolean isReversible(Operation operation) {
    Component before = operation.before();
    Component after = operation.after();
    boolean changesNothing = operation.verb() == Verb.PROBE;
    return changesNothing
        || (capabilities.apply(operation.place()).reversible()
            && (before == null || before.reversible())
            && (after == null || after.reversible()));
  }

  private void decide(ComponentPath path) {
    Standing standing = standings.get(path);
    Component next = wanted.components().get(path);
    if (standing == null) {
      create(path, next, "");
      return;
    }
    switch (Finding.of(standing, observed)) {
      case Finding.Unknown _ -> uncertain.add(path);
      case Finding.AsLeft found -> fromFound(found.component(), next);
      case Finding.Gone gone -> fromGone(standing, next, gone.how());
      case Finding.Altered altered -> fromAltered(altered, next);
    }
  }

  private void create(ComponentPath path, @Nullable Component next, String reason) {
    if (next == null) {
      return;
    }
    start(next);
    changes.add(new Change(path, Action.CREATE, List.of(), reason));
  }

  private void start(Component next) {
    coming.put(next.path(), new Operation(Verb.START, null, next));
  }

  private void fromGone(Standing standing, @Nullable Component next, String how) {
    Component last = standing.component();
    if (next == null) {
      stop(last, how);
    } else if (standing instanceof Standing.Settled && last.isSameAs(next)) {
      start(next);
      changes.add(new Change(next.path(), Action.DRIFT, List.of(), how));
    } else {
      create(next.path(), next, standing instanceof Standing.Settled ? how : "");
    }
  }

  private void fromAltered(Finding.Altered altered, @Nullable Component next) {
    Component found = altered.component();
    if (next == null) {
      stop(found, altered.how());
      return;
    }
    going.put(next.path(), found);
    start(next);
    List<FieldChange> fields = found.isSameAs(next) ? List.of() : FieldChange.between(found, next);
    changes.add(new Change(next.path(), Action.DRIFT, fields, altered.how()));
  }

  private void stop(Component last, String reason) {
    going.put(last.path(), last);
    changes.add(new Change(last.path(), Action.STOP, List.of(), reason));
  }

  private void fromFound(Component found, @Nullable Component next) {
    if (next == null) {
      stop(found, "");
      return;
    }
    if (found.isSameAs(next)) {
      keep(found, next);
      return;
    }
    List<FieldChange> fields = FieldChange.between(found, next);
    Action action = action(found, next, fields);
    if (action == Action.RELOAD) {
      (needsLess(found, next) ? lettingGo : coming)
          .put(next.path(), new Operation(Verb.RELOAD, found, next));
    } else {
      exchange(found, next);
    }
    changes.add(new Change(next.path(), action, fields, ""));
  }

  private void keep(Component found, Component next) {
    if (isReady(found, next)) {
      changes.add(new Change(next.path(), Action.KEEP, List.of(), ""));
      return;
    }
    coming.put(next.path(), new Operation(Verb.PROBE, found, next));
    boolean wasReady = !unready.contains(next.path());
    String reason = wasReady ? "it is asked otherwise whether it is ready" : "it was not ready";
    changes.add(new Change(next.path(), Action.PROBE, List.of(), reason));
  }

  private boolean isReady(Component found, Component next) {
    return next.probe() == null
        || (!unready.contains(next.path()) && next.probe().equals(found.probe()));
  }

  /**
   * What needs something no more reloads before that stops. What comes may have to wait for that stop, so a reload that waits for something else
   * too would go round in a circle.
   */
  private Action action(Component found, Component next, List<FieldChange> fields) {
    if (!found.place().equals(next.place())) {
      return Action.REPLACE;
    }
    boolean reloads =
        fields.stream()
                .allMatch(field ->
                    found.reloadable().contains(field.name())
                        && next.reloadable().contains(field.name()))
            && (!needsLess(found, next) || needs(next).stream().allMatch(this::isLeftAlone));
    return reloads ? Action.RELOAD : Action.CHANGE;
  }

  private static boolean needsLess(Component found, Component next) {
    return !next.dependsOn().containsAll(found.dependsOn());
  }

  private SortedSet<ComponentPath> needs(Component next) {
    Graph graph = wantedGraph;
    if (graph == null) {
      graph = Graph.ofRunning(wanted.components().values());
      wantedGraph = graph;
    }
    return graph.dependencies(next.path());
  }

  private boolean isLeftAlone(ComponentPath path) {
    Standing standing = standings.get(path);
    Component next = wanted.components().get(path);
    return standing != null
        && next != null
        && Finding.of(standing, observed) instanceof Finding.AsLeft(Component found)
        && found.isSameAs(next)
        && isReady(found, next);
  }

  private void exchange(Component found, Component next) {
    if (found.place().equals(next.place()) && capabilities.apply(next.place()).startFirst()) {
      coming.put(next.path(), new Operation(Verb.EXCHANGE, found, next));
    } else {
      going.put(found.path(), found);
      start(next);
    }
  }
}
