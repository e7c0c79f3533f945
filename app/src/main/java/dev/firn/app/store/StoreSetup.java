package dev.firn.app.store;

import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.text.PathText;
import dev.firn.store.path.BadStorePathException;
import dev.firn.store.path.StoreDir;

/**
 * What stores are opened with.
 *
 * @param settings what is set
 * @param surroundings where the command runs
 */
public record StoreSetup(Settings settings, Surroundings surroundings) {
  /** The environment variables. */
  public Environment environment() {
    return surroundings.environment();
  }

  /**
   * The directory that paths are written with: the parameter {@code store} of the name, or what the environment says.
   *
   * @throws BadStorePathException if that is no directory of a store
   */
  public StoreDir dir(StoreUri uri) {
    return new StoreDir(
        PathText.canonical(uri.parameter("store", Directories.store(environment()))));
  }

  /** What users give to name the store, where no option says another one. */
  public String name() {
    return settings.text(Setting.STORE);
  }
}
