package dev.firn.process.manager.systemd;

import dev.firn.base.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A unit file: settings in sections, some of which may stand more than once. */
final class Unit {
  private static final List<String> FIRST = List.of("Unit");
  private static final List<String> LAST = List.of("Install");

  private final SortedMap<String, SortedMap<String, List<String>>> sections = new TreeMap<>();

  /** Gives a setting one value, or adds one. */
  Unit add(String section, String name, String value) {
    section(section).computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    return this;
  }

  private SortedMap<String, List<String>> section(String name) {
    return sections.computeIfAbsent(name, _ -> new TreeMap<>());
  }

  /** Replaces settings: an object of sections, each an object of settings; a list gives many values, null none. */
  void override(Map<String, Json> overrides) {
    overrides.forEach((section, settings) -> {
      if (settings instanceof Json.Obj object) {
        object.members().forEach((name, value) -> section(section).put(name, values(value)));
      }
    });
  }

  private static List<String> values(Json value) {
    if (value instanceof Json.Array list) {
      return list.members().stream().map(Unit::text).toList();
    }
    return value instanceof Json.Null ? List.of() : List.of(text(value));
  }

  private static String text(Json value) {
    return value instanceof Json.Str text ? text.value() : value.print();
  }

  /** The file. */
  String text() {
    List<String> names = new ArrayList<>(FIRST);
    sections.keySet().stream()
        .filter(name -> !FIRST.contains(name) && !LAST.contains(name))
        .forEach(names::add);
    names.addAll(LAST);
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (sections.containsKey(name)) {
        text.append(text.isEmpty() ? "" : "\n").append('[').append(name).append("]\n");
        section(name)
            .forEach((setting, values) ->
                values.forEach(
                    value -> text.append(setting).append('=').append(value).append('\n')));
      }
    }
    return text.toString();
  }
}
