package dev.firn.app.store;

import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import java.nio.file.Files;
import java.nio.file.Path;

/** The store of what shall run on this machine: its paths must be where they say, which those of a user's own store are not. */
public final class RunnableStore {
  private static final String USUAL = "auto";
  private static final String OWN = "prefix://";

  private RunnableStore() {}

  /** Unless the user named a store, takes the machine's if he can add to it, and else a plain folder of his. */
  public static void choose(Settings settings, Environment environment) {
    if (settings.text(Setting.STORE).equals(USUAL) && !canAdd(environment)) {
      settings.set(Setting.STORE, OWN);
    }
  }

  private static boolean canAdd(Environment environment) {
    Path state = BytePaths.of(Directories.state(environment));
    return environment.nonEmpty("NIX_STATE_DIR") != null
        || Files.isWritable(Files.exists(state) ? state : Path.of("/"))
        || Files.exists(BytePaths.of(Directories.daemonSocket(environment)));
  }
}
