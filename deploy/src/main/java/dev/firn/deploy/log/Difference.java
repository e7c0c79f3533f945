package dev.firn.deploy.log;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.json.JsonFields;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Components, told by how they differ from others that whoever reads it knows: a record is as long as what changes, not as what there is.
 *
 * @param whole whether nothing of the others stays: so format 1 told all
 * @param changed those that the others lack, or have differently
 * @param gone those that only the others have
 */
public record Difference(boolean whole, List<Component> changed, SortedSet<ComponentPath> gone) {
  /** Copies the collections. */
  public Difference {
    changed = List.copyOf(changed);
    gone = Collections.unmodifiableSortedSet(new TreeSet<>(gone));
  }

  /** How components differ from others. */
  static Difference between(
      SortedMap<ComponentPath, Component> others, SortedMap<ComponentPath, Component> components) {
    List<Component> changed =
        components.values().stream()
            .filter(component -> !component.equals(others.get(component.path())))
            .toList();
    SortedSet<ComponentPath> gone = new TreeSet<>(others.keySet());
    gone.removeAll(components.keySet());
    return new Difference(false, changed, gone);
  }

  /** All components, by the others. */
  SortedMap<ComponentPath, Component> from(SortedMap<ComponentPath, Component> others) {
    SortedMap<ComponentPath, Component> all = new TreeMap<>();
    if (!whole) {
      all.putAll(others);
      all.keySet().removeAll(gone);
    }
    changed.forEach(component -> all.put(component.path(), component));
    return all;
  }

  Json json() {
    if (whole) {
      return ComponentJson.writeAll(changed);
    }
    return Json.object(
        Map.of("changed", ComponentJson.writeAll(changed), "gone", ComponentJson.strings(gone)));
  }

  /** Reads one: what differs, or a list of all. */
  static Difference read(JsonFields record, String name) {
    if (record.value(name) instanceof Json.Array) {
      return new Difference(true, record.list(name, ComponentJson::read), new TreeSet<>());
    }
    JsonFields fields = JsonFields.of(record.value(name), "'" + name + "'");
    return new Difference(
        false, fields.list("changed", ComponentJson::read), paths(fields.strings("gone")));
  }

  /** Paths that JSON names. */
  static SortedSet<ComponentPath> paths(Collection<String> texts) {
    return texts.stream().map(ComponentPath::parse).collect(Collectors.toCollection(TreeSet::new));
  }
}
