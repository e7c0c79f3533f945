package dev.firn.process.manager.single;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.ProcessDescription;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a model sets for its manager in the manager's own words. */
public final class Overrides {
  private Overrides() {}

  /**
   * The settings as texts, by name; a value that is none is written as JSON.
   *
   * @throws ModelException if a name is more than letters, digits, hyphens and underscores
   */
  public static SortedMap<String, String> of(ProcessDescription process) {
    SortedMap<String, String> settings = new TreeMap<>();
    process
        .overrides()
        .forEach((name, value) -> {
          if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new ModelException(
                "'" + name + "' in 'overrides' of '" + process.name() + "' is no setting");
          }
          settings.put(name, value instanceof Json.Str text ? text.value() : value.print());
        });
    return settings;
  }
}
