package dev.firn.deploy.log;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.json.JsonFormatException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Events as JSON: an object with one member, which is named after the kind of the event. */
final class EventJson {
  private EventJson() {}

  static Json write(Event event) {
    return switch (event) {
      case Event.Opened opened -> of("opened", opened(opened));
      case Event.Snapshot snapshot -> of("snapshot", StateJson.write(snapshot.state()));
      case Event.Planned planned -> of("planned", planned(planned));
      case Event.Turned turned ->
          of(
              "turned",
              Map.of(
                  "direction", text(turned.direction()),
                  "reason", text(turned.reason()),
                  "steps", steps(turned.steps())));
      case Event.Started started -> of("started", Map.of("steps", numbers(started.steps())));
      case Event.Ended ended -> of("ended", Map.of("results", results(ended.results())));
      case Event.Found found -> of("found", Map.of("components", found(found.components())));
      case Event.Closed closed ->
          of(
              "closed",
              Map.of(
                  "arrived", text(closed.arrived()), "left", ComponentJson.strings(closed.left())));
      case Event.Forgotten forgotten ->
          of("forgotten", Map.of("generations", numbers(forgotten.generations())));
    };
  }

  private static Json of(String kind, Map<String, Json> members) {
    return of(kind, Json.object(members));
  }

  private static Json of(String kind, Json body) {
    return Json.object(Map.of(kind, body));
  }

  static Json text(Object value) {
    return new Json.Str(value.toString());
  }

  private static Json numbers(Collection<Integer> numbers) {
    return new Json.Array(numbers.stream().map(number -> (Json) new Json.Int(number)).toList());
  }

  static Json opened(Event.Opened opened) {
    return Json.object(
        Map.of(
            "name",
            text(opened.name()),
            "source",
            text(opened.source()),
            "user",
            text(opened.user())));
  }

  private static Json planned(Event.Planned planned) {
    return Json.object(
        Map.of(
            "purpose", text(planned.purpose()),
            "generation", new Json.Int(planned.generation()),
            "source", text(planned.source()),
            "at", text(planned.at()),
            "wanted", planned.wanted().json(),
            "steps", steps(planned.steps())));
  }

  private static Json steps(List<PlannedStep> steps) {
    return new Json.Array(steps.stream().map(EventJson::step).toList());
  }

  private static Json step(PlannedStep step) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("verb", text(step.operation().verb()));
    members.put("reversible", new Json.Bool(step.reversible()));
    put(members, "before", step.before());
    put(members, "after", step.after());
    return Json.object(members);
  }

  static void put(SortedMap<String, Json> members, String name, @Nullable Component component) {
    if (component != null) {
      members.put(name, ComponentJson.write(component));
    }
  }

  private static Json results(SortedMap<Integer, Result> results) {
    List<Json> members =
        results.entrySet().stream().map(entry -> result(entry.getKey(), entry.getValue())).toList();
    return new Json.Array(members);
  }

  private static Json result(int step, Result result) {
    return Json.object(
        Map.of(
            "step", new Json.Int(step),
            "ending", text(result.ending()),
            "message", text(result.message())));
  }

  private static Json found(SortedMap<ComponentPath, @Nullable Component> found) {
    SortedMap<String, Json> members = new TreeMap<>();
    found.forEach((path, component) ->
        members.put(
            path.toString(), component == null ? new Json.Null() : ComponentJson.write(component)));
    return Json.object(members);
  }

  /**
   * Reads an event.
   *
   * @throws JsonFormatException if it is none
   */
  static Event read(Json json) {
    Map.Entry<String, Json> only = JsonFields.only(json, "an event");
    JsonFields fields = JsonFields.of(only.getValue(), "the event '" + only.getKey() + "'");
    return switch (only.getKey()) {
      case "opened" -> readOpened(fields);
      case "snapshot" -> new Event.Snapshot(StateJson.read(fields));
      case "planned" -> readPlanned(fields);
      case "turned" ->
          new Event.Turned(
              fields.constant("direction", Direction.class),
              fields.string("reason"),
              fields.list("steps", EventJson::readStep));
      case "started" -> new Event.Started(fields.list("steps", EventJson::readNumber));
      case "ended" -> readEnded(fields);
      case "found" -> readFound(fields);
      case "closed" ->
          new Event.Closed(
              fields.constant("arrived", Direction.class),
              Difference.paths(fields.strings("left")));
      case "forgotten" ->
          new Event.Forgotten(new TreeSet<>(fields.list("generations", EventJson::readNumber)));
      default -> throw new JsonFormatException("there is no event '" + only.getKey() + "'");
    };
  }

  static Event.Opened readOpened(JsonFields fields) {
    return new Event.Opened(fields.string("name"), fields.string("source"), fields.string("user"));
  }

  private static Event readPlanned(JsonFields fields) {
    return new Event.Planned(
        fields.constant("purpose", Purpose.class),
        fields.index("generation"),
        fields.string("source"),
        Instant.parse(fields.string("at")),
        Difference.read(fields, "wanted"),
        fields.list("steps", EventJson::readStep));
  }

  private static PlannedStep readStep(Json json) {
    JsonFields fields = JsonFields.of(json, "a step");
    Operation operation =
        new Operation(
            fields.constant("verb", Verb.class),
            component(fields.optional("before")),
            component(fields.optional("after")));
    return new PlannedStep(operation, fields.bool("reversible"));
  }

  static @Nullable Component component(@Nullable Json json) {
    return json == null ? null : ComponentJson.read(json);
  }

  private static int readNumber(Json json) {
    if (json instanceof Json.Int number
        && number.value() >= 0
        && number.value() <= Integer.MAX_VALUE) {
      return (int) number.value();
    }
    throw new JsonFormatException(json.print() + " is not the number of a step or generation");
  }

  private static Event readEnded(JsonFields fields) {
    SortedMap<Integer, Result> results = new TreeMap<>();
    for (JsonFields result : fields.list("results", member -> JsonFields.of(member, "a result"))) {
      results.put(
          result.index("step"),
          new Result(result.constant("ending", Ending.class), result.string("message")));
    }
    return new Event.Ended(results);
  }

  private static Event readFound(JsonFields fields) {
    SortedMap<ComponentPath, @Nullable Component> found = new TreeMap<>();
    fields
        .object("components")
        .forEach((path, json) ->
            found.put(
                ComponentPath.parse(path),
                json instanceof Json.Null ? null : ComponentJson.read(json)));
    return new Event.Found(found);
  }
}
