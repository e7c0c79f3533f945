package dev.firn.deploy.plan;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A field of a component that differs.
 *
 * @param name {@code type}, {@code target}, {@code fingerprint}, or the name of an input
 * @param before the text before, JSON for an input; null if there was none
 * @param after the text after; null if there is none
 */
public record FieldChange(String name, @Nullable String before, @Nullable String after) {
  /**
   * The fields that differ: type and target, then inputs by name. The fingerprint is named only if nothing else tells why it differs.
   */
  public static List<FieldChange> between(Component before, Component after) {
    List<FieldChange> changes = new ArrayList<>();
    add(changes, "type", before.place().type(), after.place().type());
    add(changes, "target", before.place().target(), after.place().target());
    SortedSet<String> names = new TreeSet<>(before.inputs().keySet());
    names.addAll(after.inputs().keySet());
    for (String name : names) {
      add(changes, name, text(before.inputs().get(name)), text(after.inputs().get(name)));
    }
    if (changes.isEmpty()) {
      add(changes, "fingerprint", before.fingerprint(), after.fingerprint());
    }
    return changes;
  }

  private static @Nullable String text(@Nullable Json json) {
    return json == null ? null : json.print();
  }

  private static void add(
      List<FieldChange> changes, String name, @Nullable String before, @Nullable String after) {
    if (before == null ? after != null : !before.equals(after)) {
      changes.add(new FieldChange(name, before, after));
    }
  }
}
