package dev.firn.deploy.log;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Standing;
import dev.firn.deploy.generation.Generation;
import dev.firn.deploy.generation.History;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.json.JsonFormatException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A state in which nothing is being changed, as JSON. */
final class StateJson {
  private StateJson() {}

  static Json write(State state) {
    History history = state.history();
    return Json.object(
        Map.of(
            "unready", ComponentJson.strings(state.unready()),
            "opened", EventJson.opened(state.opened()),
            "standings",
                new Json.Array(
                    state.standings().values().stream().map(StateJson::standing).toList()),
            "generations",
                new Json.Array(
                    history.generations().values().stream().map(StateJson::generation).toList()),
            "current", new Json.Int(history.current()),
            "highest", new Json.Int(history.highest())));
  }

  private static Json standing(Standing standing) {
    SortedMap<String, Json> members = new TreeMap<>();
    switch (standing) {
      case Standing.Settled settled -> EventJson.put(members, "is", settled.component());
      case Standing.Doubtful doubtful -> {
        EventJson.put(members, "was", doubtful.before());
        EventJson.put(members, "becomes", doubtful.after());
      }
    }
    return Json.object(members);
  }

  private static Json generation(Generation generation) {
    return Json.object(
        Map.of(
            "number", new Json.Int(generation.number()),
            "made", EventJson.text(generation.made()),
            "source", EventJson.text(generation.source()),
            "components", ComponentJson.writeAll(generation.components().values())));
  }

  static State read(JsonFields fields) {
    SortedMap<ComponentPath, Standing> standings = new TreeMap<>();
    for (Standing standing : fields.list("standings", StateJson::readStanding)) {
      standings.put(standing.component().path(), standing);
    }
    SortedMap<Integer, Generation> generations = new TreeMap<>();
    for (Generation generation : fields.list("generations", StateJson::readGeneration)) {
      generations.put(generation.number(), generation);
    }
    Event.Opened opened = EventJson.readOpened(JsonFields.of(fields.value("opened"), "the origin"));
    SortedSet<ComponentPath> unready =
        fields.optional("unready") == null
            ? new TreeSet<>()
            : fields.strings("unready").stream()
                .map(ComponentPath::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    History history = new History(generations, fields.index("current"), fields.index("highest"));
    return new State(opened, standings, unready, history);
  }

  private static Standing readStanding(Json json) {
    JsonFields fields = JsonFields.of(json, "a standing");
    Component is = EventJson.component(fields.optional("is"));
    if (is != null) {
      return new Standing.Settled(is);
    }
    @Nullable Component was = EventJson.component(fields.optional("was"));
    @Nullable Component becomes = EventJson.component(fields.optional("becomes"));
    if (was == null && becomes == null) {
      throw new JsonFormatException("a standing of nothing");
    }
    return new Standing.Doubtful(was, becomes);
  }

  private static Generation readGeneration(Json json) {
    JsonFields fields = JsonFields.of(json, "a generation");
    SortedMap<ComponentPath, Component> components = new TreeMap<>();
    for (Component component : fields.list("components", ComponentJson::read)) {
      components.put(component.path(), component);
    }
    return new Generation(
        fields.index("number"),
        Instant.parse(fields.string("made")),
        fields.string("source"),
        components);
  }
}
