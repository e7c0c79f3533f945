package dev.firn.deploy.component;

import dev.firn.base.json.Json;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.json.JsonFormatException;
import java.time.Duration;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Components as JSON, as the event log and saved plans hold them. */
public final class ComponentJson {
  private ComponentJson() {}

  /** The JSON of a component; what is empty is left out. */
  public static Json write(Component component) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("path", new Json.Str(component.path().toString()));
    members.put("type", new Json.Str(component.place().type()));
    members.put("target", new Json.Str(component.place().target()));
    members.put("fingerprint", new Json.Str(component.fingerprint()));
    members.put("reversible", new Json.Bool(component.reversible()));
    if (!component.inputs().isEmpty()) {
      members.put("inputs", Json.object(component.inputs()));
    }
    put(members, "dependsOn", component.dependsOn());
    put(members, "follows", component.follows());
    put(members, "connectsTo", component.connectsTo());
    put(members, "reloadable", component.reloadable());
    Probe probe = component.probe();
    if (probe != null) {
      members.put("probe", write(probe));
    }
    return Json.object(members);
  }

  private static void put(SortedMap<String, Json> members, String name, Collection<?> values) {
    if (!values.isEmpty()) {
      members.put(name, strings(values));
    }
  }

  /** A list of texts. */
  public static Json strings(Collection<?> values) {
    return new Json.Array(
        values.stream().map(value -> (Json) new Json.Str(value.toString())).toList());
  }

  /** A list of components. */
  public static Json writeAll(Collection<Component> components) {
    return new Json.Array(components.stream().map(ComponentJson::write).toList());
  }

  private static Json write(Probe probe) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("kind", new Json.Str(probe.kind()));
    members.put("arguments", Json.object(probe.arguments()));
    members.put("intervalMs", new Json.Int(probe.interval().toMillis()));
    members.put("timeoutMs", new Json.Int(probe.timeout().toMillis()));
    members.put("threshold", new Json.Int(probe.threshold()));
    return Json.object(members);
  }

  /**
   * Reads a component.
   *
   * @throws JsonFormatException if it is none
   */
  public static Component read(Json json) {
    JsonFields fields = JsonFields.of(json, "a component");
    try {
      return new Component(
          ComponentPath.parse(fields.string("path")),
          new Place(fields.string("type"), fields.string("target")),
          fields.optional("inputs") == null ? new TreeMap<>() : fields.object("inputs"),
          fields.string("fingerprint"),
          paths(fields, "dependsOn"),
          paths(fields, "follows"),
          paths(fields, "connectsTo"),
          fields.optional("reloadable") == null
              ? new TreeSet<>()
              : new TreeSet<>(fields.strings("reloadable")),
          probe(fields.optional("probe")),
          fields.bool("reversible"));
    } catch (ModelException wrong) {
      throw new JsonFormatException(wrong.getMessage());
    }
  }

  private static SortedSet<ComponentPath> paths(JsonFields fields, String name) {
    if (fields.optional(name) == null) {
      return new TreeSet<>();
    }
    return fields.strings(name).stream()
        .map(ComponentPath::parse)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static @Nullable Probe probe(@Nullable Json json) {
    if (json == null) {
      return null;
    }
    JsonFields fields = JsonFields.of(json, "a probe");
    return new Probe(
        fields.string("kind"),
        fields.object("arguments"),
        Duration.ofMillis(fields.integer("intervalMs")),
        Duration.ofMillis(fields.integer("timeoutMs")),
        fields.index("threshold"));
  }
}
