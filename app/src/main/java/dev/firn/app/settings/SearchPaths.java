package dev.firn.app.settings;

import dev.firn.base.sys.BytePaths;
import java.util.ArrayList;
import java.util.List;

/** Where {@code <name>} is looked for. */
public final class SearchPaths {
  private static final List<String> SCHEMES =
      List.of("http", "https", "file", "channel", "git", "s3", "ssh");

  private SearchPaths() {}

  /**
   * The entries in the order of the search: those of {@code -I}, those of {@code NIX_PATH} or {@code nix-path}, and the user's and root's channels
   * if they exist.
   */
  public static List<String> entries(
      List<String> included, Settings settings, Environment environment) {
    List<String> entries = new ArrayList<>(included);
    if (settings.isOn(Setting.PURE_EVAL)) {
      return List.of();
    }
    entries.addAll(settings.words(Setting.NIX_PATH));
    if (!settings.isOn(Setting.RESTRICT_EVAL)) {
      addDefaults(entries, settings, environment);
    }
    return entries;
  }

  private static void addDefaults(
      List<String> entries, Settings settings, Environment environment) {
    String expressions =
        settings.isOn(Setting.USE_XDG_BASE_DIRECTORIES)
            ? Directories.userState(environment) + "/defexpr"
            : environment.home() + "/.nix-defexpr";
    String channels = Directories.state(environment) + "/profiles/per-user/root/channels";
    addExisting(entries, "", expressions + "/channels");
    addExisting(entries, "nixpkgs=", channels + "/nixpkgs");
    addExisting(entries, "", channels);
  }

  private static void addExisting(List<String> entries, String prefix, String path) {
    if (BytePaths.of(path).toFile().exists()) {
      entries.add(prefix + path);
    }
  }

  /** The entries of {@code NIX_PATH}: separated by colons, except for the one in a URL. */
  static List<String> split(String variable) {
    List<String> entries = new ArrayList<>();
    int start = 0;
    while (start < variable.length()) {
      int end = colon(variable, start);
      int value = variable.lastIndexOf('=', end - 1) + 1;
      if (end < variable.length() && isUrl(variable.substring(Math.max(start, value)))) {
        end = colon(variable, end + 1);
      }
      if (end < variable.length() || end > start) {
        entries.add(variable.substring(start, end));
      }
      start = end + 1;
    }
    return entries;
  }

  private static int colon(String text, int from) {
    int found = text.indexOf(':', from);
    return found < 0 ? text.length() : found;
  }

  /** Whether a text is something to download, and no file name. */
  public static boolean isUrl(String text) {
    return isPseudoUrl(text) || text.startsWith("flake:");
  }

  private static boolean isPseudoUrl(String text) {
    if (text.startsWith("channel:")) {
      return true;
    }
    int colon = text.indexOf("://");
    return colon >= 0 && SCHEMES.contains(text.substring(0, colon));
  }
}
