package dev.firn.image.docker;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.ProcessDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the model says to {@code docker create} itself. */
final class CreateParameters {
  private static final String CONTAINER = "container";
  private static final String PARAMETERS = "dockerCreateParameters";

  private CreateParameters() {}

  /** Upstream has them as a set, or as a list of sets with a name and perhaps a value. */
  static List<String> of(ProcessDescription process) {
    List<String> options = new ArrayList<>();
    process
        .overrides()
        .forEach((name, value) -> {
          if (!name.equals(CONTAINER) || !(value instanceof Json.Obj container)) {
            throw refused(process, name);
          }
          container.members().forEach((key, one) -> add(process, key, one, options));
        });
    return options;
  }

  private static ModelException refused(ProcessDescription process, String what) {
    return new ModelException(
        "'overrides.docker."
            + what
            + "' of '"
            + process.name()
            + "' cannot be honoured: only 'container.dockerCreateParameters' can");
  }

  private static void add(
      ProcessDescription process, String key, Json value, List<String> options) {
    if (!key.equals(PARAMETERS)) {
      throw refused(process, CONTAINER + "." + key);
    }
    if (value instanceof Json.Obj set) {
      set.members().forEach((name, one) -> option(name, one, options));
    } else if (value instanceof Json.Array list) {
      for (Json member : list.members()) {
        Map<String, Json> members = ((Json.Obj) member).members();
        Json name = members.get("name");
        option(text(name == null ? new Json.Null() : name), members.get("value"), options);
      }
    }
  }

  private static void option(String name, @Nullable Json value, List<String> options) {
    options.add((name.length() == 1 ? "-" : "--") + name);
    if (value != null && !(value instanceof Json.Null)) {
      options.add(text(value));
    }
  }

  private static String text(Json value) {
    return value instanceof Json.Str string ? string.value() : value.print();
  }
}
