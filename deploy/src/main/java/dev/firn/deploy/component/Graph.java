package dev.firn.deploy.component;

import dev.firn.base.text.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What waits for what among components: dependencies without circles, and an order that keeps them. Does not change. */
public final class Graph {
  private final SortedMap<ComponentPath, Component> components = new TreeMap<>();
  private final Map<ComponentPath, SortedSet<ComponentPath>> dependencies = new TreeMap<>();
  private final Map<ComponentPath, SortedSet<ComponentPath>> dependents = new TreeMap<>();
  private final List<Component> order = new ArrayList<>();

  /** So much of a circle is told. */
  private static final int SHOWN = 10;

  private Graph() {}

  /**
   * The graph of a declaration.
   *
   * @throws ModelException if a path is used twice, a name is unknown, or components wait for one another
   */
  public static Graph of(Collection<Component> declared) {
    Graph graph = new Graph();
    declared.forEach(graph::add);
    for (Component component : declared) {
      component.dependsOn().forEach(name -> graph.connect(component.path(), name));
      component.connectsTo().forEach(name -> graph.members(component.path(), name));
    }
    graph.sort(true);
    return graph;
  }

  /** The graph of what runs, which may come from several declarations: names that are unknown, and edges that close a circle, are left out. */
  public static Graph ofRunning(Collection<Component> running) {
    Graph graph = new Graph();
    running.forEach(graph::add);
    for (Component component : running) {
      for (ComponentPath name : component.dependsOn()) {
        graph.known(name).forEach(member -> graph.edge(component.path(), member));
      }
    }
    graph.sort(false);
    return graph;
  }

  private void add(Component component) {
    ComponentPath path = component.path();
    if (components.put(path, component) != null) {
      throw new ModelException(
          "there are two components " + path + ": give one of them another name");
    }
    dependencies.put(path, new TreeSet<>());
    dependents.put(path, new TreeSet<>());
  }

  /** The component of that name, or the members of the composite of that name; empty if there is neither. */
  private List<ComponentPath> known(ComponentPath name) {
    if (components.containsKey(name)) {
      return List.of(name);
    }
    List<ComponentPath> members = new ArrayList<>();
    for (ComponentPath path : components.tailMap(name).keySet()) {
      if (!path.isBelow(name)) {
        break;
      }
      members.add(path);
    }
    return members;
  }

  private List<ComponentPath> members(ComponentPath from, ComponentPath name) {
    List<ComponentPath> members = known(name);
    if (members.isEmpty()) {
      List<String> names = components.keySet().stream().map(ComponentPath::toString).toList();
      List<String> near = Suggestions.bestMatches(names, name.toString());
      throw new ModelException(
          from
              + " needs "
              + name
              + ", which is not in this deployment: "
              + (near.isEmpty()
                  ? "declare it, or take it out"
                  : "did you mean " + String.join(" or ", near) + "?"));
    }
    return members;
  }

  private void connect(ComponentPath from, ComponentPath name) {
    members(from, name).forEach(member -> edge(from, member));
  }

  private void edge(ComponentPath from, ComponentPath to) {
    dependencies.getOrDefault(from, new TreeSet<>()).add(to);
    dependents.getOrDefault(to, new TreeSet<>()).add(from);
  }

  /** Takes what waits for nothing, the first by path, again and again. */
  private void sort(boolean strict) {
    Map<ComponentPath, Integer> waiting = new TreeMap<>();
    PriorityQueue<ComponentPath> ready = new PriorityQueue<>();
    dependencies.forEach((path, needed) -> {
      waiting.put(path, needed.size());
      if (needed.isEmpty()) {
        ready.add(path);
      }
    });
    while (!waiting.isEmpty()) {
      if (ready.isEmpty()) {
        ready.add(strict ? circle(waiting.keySet()) : freed(waiting));
      }
      ComponentPath path = ready.remove();
      waiting.remove(path);
      order.add(component(path));
      for (ComponentPath dependent : dependents(path)) {
        if (waiting.merge(dependent, -1, Integer::sum) == 0) {
          ready.add(dependent);
        }
      }
    }
  }

  /** Takes away what the first of those that wait still waits for. */
  private ComponentPath freed(Map<ComponentPath, Integer> waiting) {
    ComponentPath path = waiting.keySet().iterator().next();
    for (ComponentPath needed : List.copyOf(dependencies(path))) {
      if (waiting.containsKey(needed)) {
        dependencies(path).remove(needed);
        dependents(needed).remove(path);
      }
    }
    return path;
  }

  private ComponentPath circle(Set<ComponentPath> waiting) {
    List<ComponentPath> way = new ArrayList<>();
    ComponentPath at = waiting.iterator().next();
    while (!way.contains(at)) {
      way.add(at);
      at = dependencies(at).stream().filter(waiting::contains).findFirst().orElseThrow();
    }
    List<ComponentPath> round = way.subList(way.indexOf(at), way.size());
    StringBuilder text = new StringBuilder();
    for (ComponentPath path : round.subList(0, Math.min(round.size(), SHOWN))) {
      text.append(path).append(" -> ");
    }
    if (round.size() > SHOWN) {
      text.append("... (").append(round.size() - SHOWN).append(" more) -> ");
    }
    throw new ModelException(
        "components wait for one another: "
            + text
            + at
            + "; take one of these out of dependsOn, or move it to connectsTo, which has no order");
  }

  private Component component(ComponentPath path) {
    return get(components, path);
  }

  /** All components, each after all that it depends on; what is free to choose is sorted by path. */
  public List<Component> order() {
    return List.copyOf(order);
  }

  /** The components that a component waits for, composites replaced by their members. */
  public SortedSet<ComponentPath> dependencies(ComponentPath path) {
    return get(dependencies, path);
  }

  /** The components that wait for a component. */
  public SortedSet<ComponentPath> dependents(ComponentPath path) {
    return get(dependents, path);
  }

  private static <T> T get(Map<ComponentPath, T> map, ComponentPath path) {
    T value = map.get(path);
    if (value == null) {
      throw new IllegalArgumentException(path + " is not in the graph");
    }
    return value;
  }
}
