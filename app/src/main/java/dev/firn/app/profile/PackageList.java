package dev.firn.app.profile;

import dev.firn.app.command.ProfileOptions;
import dev.firn.base.json.Json;
import dev.firn.base.text.Ansi;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.profile.ProfileManifest;
import dev.firn.store.profile.ProfileManifest.Installed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code firn profile list}: prints what is installed, as {@code nix profile list} does. */
final class PackageList {
  private PackageList() {}

  /** Prints it. */
  static void print(ProfileCall call) {
    ProfileManifest manifest = call.installed();
    StoreDir dir = call.session().store().dir();
    if (call.line().has(ProfileOptions.JSON)) {
      call.surroundings().output().line(manifest.print(dir));
      return;
    }
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Installed> each : manifest.packages().entrySet()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      describe(each.getKey(), each.getValue(), dir, call.surroundings().isInteractive(), lines);
    }
    lines.forEach(call.surroundings().output()::line);
  }

  private static void describe(
      String name, Installed each, StoreDir dir, boolean coloured, List<String> lines) {
    String shown = coloured ? Ansi.BOLD + name + Ansi.NORMAL : name;
    lines.add("Name:               " + shown + (each.active() ? "" : " (inactive)"));
    addSource("Flake attribute:    ", each, "attrPath", lines);
    addSource("Original flake URL: ", each, "originalUrl", lines);
    addSource("Locked flake URL:   ", each, "url", lines);
    List<String> paths = new ArrayList<>();
    for (StorePath path : each.paths()) {
      paths.add(dir.print(path));
    }
    lines.add("Store paths:        " + String.join(" ", paths));
  }

  private static void addSource(String title, Installed each, String member, List<String> lines) {
    if (each.source().get(member) instanceof Json.Str text) {
      lines.add(title + text.value());
    }
  }
}
