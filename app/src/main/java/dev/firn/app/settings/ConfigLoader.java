package dev.firn.app.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * Sets what the machine, the user and the environment say: {@code nix.conf} in {@code $NIX_CONF_DIR} or {@code /etc/nix}, the user's files,
 * {@code NIX_CONFIG}, and {@code NIX_PATH}. Later ones win.
 */
public final class ConfigLoader {
  private final Settings settings;
  private final Environment environment;

  private ConfigLoader(Settings settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  /**
   * Sets what is configured.
   *
   * @throws SettingException if a file is malformed or a value impossible
   */
  public static void load(Settings settings, Environment environment) {
    new ConfigLoader(settings, environment).load();
  }

  private void load() {
    String store = environment.nonEmpty("NIX_REMOTE");
    if (store != null) {
      settings.set(Setting.STORE, store);
    }
    String abort = environment.get("NIX_ABORT_ON_WARN");
    if (abort != null && (abort.equals("1") || abort.equals("yes") || abort.equals("true"))) {
      settings.set(Setting.ABORT_ON_WARN, "true");
    }
    boolean machine = true;
    for (String file : files(environment)) {
      String text = ConfigFile.load(file);
      if (text != null) {
        apply(text, file);
      }
      if (machine) {
        settings.endOfMachine();
        machine = false;
      }
    }
    String text = environment.get("NIX_CONFIG");
    if (text != null) {
      apply(text, "NIX_CONFIG");
    }
    String searchPath = environment.get("NIX_PATH");
    if (searchPath != null) {
      settings.set(Setting.NIX_PATH, String.join(" ", SearchPaths.split(searchPath)));
    }
  }

  /** The files that are read, in this order; the later ones win. The first is the machine's, the others are the user's. */
  static List<String> files(Environment environment) {
    List<String> files = new ArrayList<>();
    String directory = environment.nonEmpty("NIX_CONF_DIR");
    files.add((directory == null ? "/etc/nix" : directory) + "/nix.conf");
    files.addAll(userFiles(environment).reversed());
    return files;
  }

  private static List<String> userFiles(Environment environment) {
    String named = environment.get("NIX_USER_CONF_FILES");
    if (named != null) {
      return Words.split(named, ":");
    }
    List<String> files = new ArrayList<>();
    files.add(Directories.config(environment) + "/nix.conf");
    String shared = environment.get("XDG_CONFIG_DIRS");
    for (String directory : Words.split(shared == null ? "/etc/xdg" : shared, ":")) {
      files.add(directory + "/nix/nix.conf");
    }
    return files;
  }

  private void apply(String text, String path) {
    List<ConfigFile.Entry> entries = ConfigFile.parse(text, path);
    // Features first: they decide what other settings mean.
    for (ConfigFile.Entry entry : entries) {
      if (isFeatures(entry.name())) {
        settings.set(entry.name(), entry.value());
      }
    }
    boolean searchPathGiven = environment.get("NIX_PATH") != null;
    for (ConfigFile.Entry entry : entries) {
      if (!isFeatures(entry.name()) && !(searchPathGiven && isSearchPath(entry.name()))) {
        settings.set(entry.name(), entry.value());
      }
    }
  }

  private static boolean isFeatures(String name) {
    return name.equals("experimental-features") || name.equals("extra-experimental-features");
  }

  private static boolean isSearchPath(String name) {
    return name.equals("nix-path") || name.equals("extra-nix-path");
  }
}
