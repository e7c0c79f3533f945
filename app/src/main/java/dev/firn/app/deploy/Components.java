package dev.firn.app.deploy;

import dev.firn.base.text.Suggestions;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.generation.Generation;
import dev.firn.deploy.log.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the components that a command line names. */
final class Components {
  private Components() {}

  /** All that a deployment has or ever had, as far as that is known; what there is now comes before what was. */
  static SortedMap<ComponentPath, Component> known(State state) {
    SortedMap<ComponentPath, Component> known = new TreeMap<>();
    for (Generation generation : state.history().generations().values()) {
      known.putAll(generation.components());
    }
    known.putAll(state.attempted());
    known.putAll(present(state));
    return known;
  }

  /** What there is, as far as the log knows. */
  static SortedMap<ComponentPath, Component> present(State state) {
    SortedMap<ComponentPath, Component> present = new TreeMap<>();
    state.standings().forEach((path, standing) -> present.put(path, standing.component()));
    return present;
  }

  /** Those of that name, or the members of a composite of that name. */
  static List<Component> named(SortedMap<ComponentPath, Component> known, String name) {
    ComponentPath path = ComponentPath.parse(name);
    List<Component> found = new ArrayList<>();
    known.forEach((each, component) -> {
      if (each.equals(path) || each.isBelow(path)) {
        found.add(component);
      }
    });
    if (found.isEmpty()) {
      throw unknown(known.keySet(), path);
    }
    return found;
  }

  /** There is none of that name. */
  static DeployFailure unknown(Collection<ComponentPath> known, ComponentPath path) {
    List<String> names = known.stream().map(ComponentPath::toString).toList();
    List<String> near = Suggestions.bestMatches(names, path.toString());
    return new DeployFailure(
        "there is no component '"
            + path
            + "'"
            + (near.isEmpty() ? "" : "; did you mean '" + near.getFirst() + "'?"));
  }
}
