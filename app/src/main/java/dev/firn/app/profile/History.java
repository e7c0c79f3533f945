package dev.firn.app.profile;

import dev.firn.app.command.ProfileOptions;
import dev.firn.base.json.Json;
import dev.firn.base.text.Ansi;
import dev.firn.base.text.Latin1;
import dev.firn.store.profile.Generation;
import dev.firn.store.profile.Generations;
import dev.firn.store.profile.ProfileManifest;
import dev.firn.store.profile.ProfileManifest.Installed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code firn profile history}: prints how generations differ, as {@code nix profile history} does. */
final class History {
  private static final String NONE = Latin1.ofUnicode("\u2205");
  private static final String NO_VERSION = Latin1.ofUnicode("\u03b5");

  private final ProfileCall call;
  private final Generations generations;

  private History(ProfileCall call) {
    this.call = call;
    this.generations = call.profile().generations();
  }

  /**
   * What became of a package.
   *
   * @param before its versions before; null if it was not there
   * @param after its versions; null if it is not there any more
   */
  private record Change(String name, @Nullable String before, @Nullable String after) {}

  /** Prints it. */
  static void print(ProfileCall call) {
    History history = new History(call);
    if (call.line().has(ProfileOptions.JSON)) {
      history.printJson();
    } else {
      history.printText();
    }
  }

  private void printText() {
    ProfileManifest before = ProfileManifest.EMPTY;
    long last = 0;
    for (Generation each : generations.all()) {
      ProfileManifest now = call.read(each.link());
      if (last != 0) {
        line("");
      }
      line(title(each) + (last == 0 ? "" : " <- " + last) + ":");
      List<Change> changes = changes(before, now);
      for (Change change : changes) {
        line("  " + change.name + ": " + shown(change.before) + " -> " + shown(change.after));
      }
      if (changes.isEmpty()) {
        line("  No changes.");
      }
      before = now;
      last = each.number();
    }
  }

  private String title(Generation each) {
    String number = Long.toString(each.number());
    if (call.surroundings().isInteractive()) {
      boolean current = each.number() == generations.current();
      number = (current ? Ansi.GREEN : Ansi.BOLD) + number + Ansi.NORMAL;
    }
    return "Version " + number + " (" + day(each) + ")";
  }

  private static String day(Generation each) {
    return Instant.ofEpochSecond(each.created()).atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private void line(String text) {
    call.surroundings().output().line(text);
  }

  private static String shown(@Nullable String versions) {
    return versions == null ? NONE : versions;
  }

  private static List<Change> changes(ProfileManifest before, ProfileManifest now) {
    SortedSet<String> names = new TreeSet<>(before.packages().keySet());
    names.addAll(now.packages().keySet());
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      String old = versions(before.packages().get(name));
      String current = versions(now.packages().get(name));
      if (old == null || !old.equals(current)) {
        changes.add(new Change(name, old, current));
      }
    }
    return changes;
  }

  private static @Nullable String versions(@Nullable Installed installed) {
    if (installed == null) {
      return null;
    }
    List<String> all = new ArrayList<>();
    for (String version : ProfileManifest.versions(installed.paths())) {
      all.add(version.isEmpty() ? NO_VERSION : version);
    }
    return String.join(", ", all);
  }

  private void printJson() {
    List<Json> all = new ArrayList<>();
    ProfileManifest before = ProfileManifest.EMPTY;
    for (Generation each : generations.all()) {
      ProfileManifest now = call.read(each.link());
      SortedMap<String, Json> members = new TreeMap<>();
      members.put("number", new Json.Int(each.number()));
      members.put("created", new Json.Int(each.created()));
      members.put("current", new Json.Bool(each.number() == generations.current()));
      members.put("changes", json(changes(before, now)));
      all.add(Json.object(members));
      before = now;
    }
    line(new Json.Array(all).print());
  }

  private static Json json(List<Change> changes) {
    SortedMap<String, Json> members = new TreeMap<>();
    for (Change change : changes) {
      SortedMap<String, Json> versions = new TreeMap<>();
      versions.put("before", json(change.before));
      versions.put("after", json(change.after));
      members.put(change.name, Json.object(versions));
    }
    return Json.object(members);
  }

  private static Json json(@Nullable String versions) {
    return versions == null ? new Json.Null() : new Json.Str(versions);
  }
}
