package dev.firn.process.ids;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who has which number, in the terms of Dynamic Disnix' id assignment.
 *
 * @param ids by resource and process
 * @param last the number that was assigned last, by resource: those given back are not used again at once
 */
public record IdAssignment(
    SortedMap<String, SortedMap<String, Long>> ids, SortedMap<String, Long> last) {
  /** Nobody has any. */
  public static final IdAssignment EMPTY = new IdAssignment(new TreeMap<>(), new TreeMap<>());

  /** Copies the maps. */
  public IdAssignment {
    SortedMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
    ids.forEach(
        (name, each) -> copy.put(name, Collections.unmodifiableSortedMap(new TreeMap<>(each))));
    ids = Collections.unmodifiableSortedMap(copy);
    last = Collections.unmodifiableSortedMap(new TreeMap<>(last));
  }

  /** The assignment as a set of the language, without an end of line: what {@code ids.nix} holds. */
  public String text() {
    StringBuilder text = new StringBuilder("{\n  \"ids\" = {\n");
    ids.forEach((resource, each) -> {
      text.append("    ").append(quoted(resource)).append(" = {\n");
      each.forEach((process, id) -> line(text, "      ", process, id));
      text.append("    };\n");
    });
    text.append("  };\n");
    if (!last.isEmpty()) {
      text.append("  \"lastAssignments\" = {\n");
      last.forEach((resource, id) -> line(text, "    ", resource, id));
      text.append("  };\n");
    }
    return text.append('}').toString();
  }

  private static void line(StringBuilder text, String indent, String name, long id) {
    text.append(indent).append(quoted(name)).append(" = ").append(id).append(";\n");
  }

  private static String quoted(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${") + '"';
  }
}
