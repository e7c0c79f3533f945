package dev.firn.image.docker;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.ProcessDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the model says about a container itself, in {@code overrides.docker.container}.
 *
 * @param parameters words for {@code docker create}
 * @param hostStore whether the store of the host is mounted; else the image has what the process needs of it
 * @param hostPrograms whether the host's folders with programs are mounted
 * @param hostNetwork whether it has the network of the host
 */
record ContainerOverrides(
    List<String> parameters, boolean hostStore, boolean hostPrograms, boolean hostNetwork) {
  private static final String CONTAINER = "container";
  private static final String PARAMETERS = "dockerCreateParameters";
  private static final String STORE = "useHostNixStore";
  private static final String PROGRAMS = "useHostPrograms";
  private static final String NETWORK = "useHostNetwork";

  /** Those of a process. Words are as upstream has them. */
  static ContainerOverrides of(ProcessDescription process) {
    SortedMap<String, Json> given = new TreeMap<>();
    process
        .overrides()
        .forEach((name, value) -> {
          if (!name.equals(CONTAINER) || !(value instanceof Json.Obj container)) {
            throw refused(process, name);
          }
          given.putAll(container.members());
        });
    for (String name : given.keySet()) {
      if (!List.of(PARAMETERS, STORE, PROGRAMS, NETWORK).contains(name)) {
        throw refused(process, CONTAINER + "." + name);
      }
    }
    return new ContainerOverrides(
        parameters(process, given.get(PARAMETERS)),
        flag(process, given, STORE),
        flag(process, given, PROGRAMS),
        flag(process, given, NETWORK));
  }

  private static ModelException refused(ProcessDescription process, String what) {
    return new ModelException(
        "'overrides.docker."
            + what
            + "' of '"
            + process.name()
            + "' cannot be honoured: only 'container' can, with '"
            + String.join("', '", PARAMETERS, NETWORK, STORE, PROGRAMS)
            + "'");
  }

  private static ModelException wrong(ProcessDescription process, String name, String kind) {
    return new ModelException(
        "'overrides.docker.container." + name + "' of '" + process.name() + "' must be " + kind);
  }

  private static boolean flag(
      ProcessDescription process, SortedMap<String, Json> given, String name) {
    return switch (given.getOrDefault(name, new Json.Bool(true))) {
      case Json.Bool(boolean value) -> value;
      default -> throw wrong(process, name, "true or false");
    };
  }

  /** Upstream has them as a set, or as a list of sets with a name and perhaps a value. */
  private static List<String> parameters(ProcessDescription process, @Nullable Json value) {
    List<String> options = new ArrayList<>();
    switch (value) {
      case null -> {}
      case Json.Obj set -> set.members().forEach((name, one) -> option(name, one, options));
      case Json.Array list -> list.members().forEach(one -> add(process, one, options));
      default -> throw badParameters(process);
    }
    return List.copyOf(options);
  }

  private static void add(ProcessDescription process, Json member, List<String> options) {
    if (member instanceof Json.Obj set && set.get("name") instanceof Json.Str(String name)) {
      option(name, set.get("value"), options);
    } else {
      throw badParameters(process);
    }
  }

  private static ModelException badParameters(ProcessDescription process) {
    return wrong(
        process, PARAMETERS, "a set of options, or a list of sets with a 'name' and a 'value'");
  }

  private static void option(String name, @Nullable Json value, List<String> options) {
    options.add((name.length() == 1 ? "-" : "--") + name);
    if (value != null && !(value instanceof Json.Null)) {
      options.add(value instanceof Json.Str(String text) ? text : value.print());
    }
  }
}
