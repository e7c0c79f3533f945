package dev.firn.deploy.component;

import dev.firn.base.json.Json;
import dev.firn.deploy.json.JsonFields;
import java.util.SortedMap;
import java.util.TreeMap;

/** Deployments as JSON: members of an object that may have more. */
public final class DeploymentJson {
  private DeploymentJson() {}

  /** The members that say what a deployment is. The map belongs to the caller. */
  public static SortedMap<String, Json> write(Deployment deployment) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("name", new Json.Str(deployment.name()));
    members.put("source", new Json.Str(deployment.source()));
    members.put("user", new Json.Str(deployment.user()));
    members.put("components", ComponentJson.writeAll(deployment.components().values()));
    return members;
  }

  /**
   * Reads them.
   *
   * @throws dev.firn.deploy.json.JsonFormatException if they are not there
   */
  public static Deployment read(JsonFields fields) {
    SortedMap<ComponentPath, Component> components = new TreeMap<>();
    for (Component component : fields.list("components", ComponentJson::read)) {
      components.put(component.path(), component);
    }
    return new Deployment(
        fields.string("name"), fields.string("source"), fields.string("user"), components);
  }
}
