package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.json.JsonFields;
import java.util.Map;

/**
 * Names a process for ever, whoever runs it.
 *
 * @param deployment the name of its deployment
 * @param path its component there
 */
public record Key(String deployment, ComponentPath path) implements Comparable<Key> {
  /** As JSON. */
  Json json() {
    return Json.object(
        Map.of("deployment", new Json.Str(deployment), "path", new Json.Str(path.toString())));
  }

  /** Reads what {@link #json} gives. */
  static Key read(Json json) {
    JsonFields fields = JsonFields.of(json, "a key");
    return new Key(fields.string("deployment"), ComponentPath.parse(fields.string("path")));
  }

  @Override
  public int compareTo(Key other) {
    int order = deployment.compareTo(other.deployment);
    return order != 0 ? order : path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return deployment + ": " + path;
  }
}
