package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.deploy.driver.Verb;
import dev.firn.deploy.json.JsonFields;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something to do with one process.
 *
 * @param key which one
 * @param after what it shall be then; null if it goes
 * @param links what its links may point at now
 */
public record Task(Verb verb, Key key, @Nullable Assignment after, List<String> links) {
  /** Copies the list. */
  public Task {
    links = List.copyOf(links);
  }

  /** As JSON. */
  Json json() {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("verb", new Json.Str(verb.name()));
    members.put("key", key.json());
    members.put("links", new Json.Array(links.stream().map(x -> (Json) new Json.Str(x)).toList()));
    if (after != null) {
      members.put("after", after.json());
    }
    return Json.object(members);
  }

  static Task read(Json json) {
    JsonFields fields = JsonFields.of(json, "a task");
    Json after = fields.optional("after");
    return new Task(
        fields.constant("verb", Verb.class),
        Key.read(fields.value("key")),
        after == null ? null : Assignment.read(after),
        fields.strings("links"));
  }
}
