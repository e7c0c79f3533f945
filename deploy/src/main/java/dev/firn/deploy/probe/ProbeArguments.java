package dev.firn.deploy.probe;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.json.JsonFields;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a question needs to know, as a declaration gives it. */
record ProbeArguments(Probe probe) {
  private static final int MOST = 65_535;

  String kind() {
    return probe.kind();
  }

  /** A text; null if it is not given. */
  @Nullable String text(String name) {
    return probe.arguments().get(name) instanceof Json.Str text ? text.value() : null;
  }

  /** A text that must be given. */
  String needed(String name) {
    String text = text(name);
    if (text == null) {
      throw wrong(name, "a text");
    }
    return text;
  }

  /** A list of texts that must be given. */
  List<String> texts(String name) {
    if (!probe.arguments().containsKey(name)) {
      throw wrong(name, "a list");
    }
    return JsonFields.of(Json.object(probe.arguments()), "a probe").strings(name);
  }

  /** Texts by name; none if they are not given. */
  SortedMap<String, String> textMap(String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    if (probe.arguments().get(name) instanceof Json.Obj map) {
      map.members()
          .forEach((key, value) -> {
            if (value instanceof Json.Str text) {
              texts.put(key, text.value());
            }
          });
    }
    return texts;
  }

  /** A number; the other one if it is not given. */
  int number(String name, int otherwise) {
    Json json = probe.arguments().get(name);
    if (json == null) {
      return otherwise;
    }
    if (json instanceof Json.Int number && number.value() > 0 && number.value() <= MOST) {
      return (int) number.value();
    }
    throw wrong(name, "a number from 1 to " + MOST);
  }

  private ModelException wrong(String name, String what) {
    return new ModelException("the probe '" + kind() + "' needs '" + name + "': " + what);
  }
}
