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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A state in which nothing is being changed, as JSON. */
final class StateJson {
  private StateJson() {}

  static Json write(State state) {
    History history = state.history();
    return Json.object(
        Map.of(
            "unready",
            ComponentJson.strings(state.unready()),
            "opened",
            EventJson.opened(state.opened()),
            "standings",
            new Json.Array(state.standings().values().stream().map(StateJson::standing).toList()),
            "generations",
            generations(state.components(), history.generations()),
            "current",
            new Json.Int(history.current()),
            "highest",
            new Json.Int(history.highest())));
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

  /** From the last one to the first, each by how it differs from the one after it, and the last one from what is there. */
  private static Json generations(
      SortedMap<ComponentPath, Component> there, SortedMap<Integer, Generation> generations) {
    List<Json> members = new ArrayList<>();
    SortedMap<ComponentPath, Component> after = there;
    for (Generation generation : generations.reversed().values()) {
      members.add(generation(generation, Difference.between(after, generation.components())));
      after = generation.components();
    }
    return new Json.Array(members);
  }

  private static Json generation(Generation generation, Difference components) {
    return Json.object(
        Map.of(
            "number", new Json.Int(generation.number()),
            "made", EventJson.text(generation.made()),
            "source", EventJson.text(generation.source()),
            "components", components.json()));
  }

  static State read(JsonFields fields) {
    SortedMap<ComponentPath, Standing> standings = new TreeMap<>();
    for (Standing standing : fields.list("standings", StateJson::readStanding)) {
      standings.put(standing.component().path(), standing);
    }
    Event.Opened opened = EventJson.readOpened(JsonFields.of(fields.value("opened"), "the origin"));
    SortedSet<ComponentPath> unready =
        fields.optional("unready") == null
            ? new TreeSet<>()
            : Difference.paths(fields.strings("unready"));
    History history =
        new History(
            readGenerations(fields, State.components(standings)),
            fields.index("current"),
            fields.index("highest"));
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

  private static SortedMap<Integer, Generation> readGenerations(
      JsonFields state, SortedMap<ComponentPath, Component> there) {
    SortedMap<Integer, Generation> generations = new TreeMap<>();
    SortedMap<ComponentPath, Component> after = there;
    for (JsonFields fields :
        state.list("generations", member -> JsonFields.of(member, "a generation"))) {
      after = Difference.read(fields, "components").from(after);
      int number = fields.index("number");
      Instant made = Instant.parse(fields.string("made"));
      generations.put(number, new Generation(number, made, fields.string("source"), after));
    }
    return generations;
  }
}
