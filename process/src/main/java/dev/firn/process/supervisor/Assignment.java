package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.json.JsonFields;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A process that a supervisor has in its care.
 *
 * @param key names it
 * @param fingerprint that of the component as it is installed
 * @param process what to run
 * @param notifies whether it tells itself when it is ready
 * @param wish what shall become of it
 */
public record Assignment(
    Key key, String fingerprint, ProcessDescription process, boolean notifies, Wish wish) {
  /** What shall become of a process. */
  public enum Wish {
    /** It runs. */
    RUN,
    /** It does not run, but may again. */
    HOLD,
    /** It goes for ever. */
    GO
  }

  Assignment withWish(Wish other) {
    return new Assignment(key, fingerprint, process, notifies, other);
  }

  /** As JSON. */
  public Json json() {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("deployment", new Json.Str(key.deployment()));
    members.put("path", new Json.Str(key.path().toString()));
    members.put("fingerprint", new Json.Str(fingerprint));
    members.put("process", Json.object(DescriptionJson.write(process)));
    members.put("notifies", new Json.Bool(notifies));
    members.put("wish", new Json.Str(wish.name()));
    return Json.object(members);
  }

  /**
   * Reads what {@link #json} gives.
   *
   * @throws dev.firn.deploy.json.JsonFormatException if it is no assignment
   */
  public static Assignment read(Json json) {
    JsonFields fields = JsonFields.of(json, "a process to supervise");
    return new Assignment(
        new Key(fields.string("deployment"), ComponentPath.parse(fields.string("path"))),
        fields.string("fingerprint"),
        DescriptionJson.read(fields.object("process")),
        fields.bool("notifies"),
        fields.constant("wish", Wish.class));
  }
}
