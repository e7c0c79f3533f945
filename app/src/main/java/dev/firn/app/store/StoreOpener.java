package dev.firn.app.store;

import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Settings;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.local.LocalStore;
import org.jspecify.annotations.Nullable;

/**
 * Opens the stores that users name: by {@code --store}, {@code NIX_REMOTE} or the setting {@code store}. Stores on a disk are not touched
 * until they are needed.
 */
public final class StoreOpener {
  private StoreOpener() {}

  /**
   * Opens the store that the settings name.
   *
   * @throws StoreException if it cannot be opened
   */
  public static Store open(Settings settings, Surroundings surroundings) {
    StoreSetup setup = new StoreSetup(settings, surroundings);
    return open(setup.name(), setup);
  }

  /**
   * Opens the store of that name.
   *
   * @throws StoreException if it cannot be opened
   */
  public static Store open(String name, StoreSetup setup) {
    return open(StoreUri.parse(name, setup.surroundings().directory()), setup);
  }

  /** Whether what is copied into a store must be signed. Only stores on a disk of this machine leave that to who copies. */
  public static boolean requiresSignatures(String name, StoreSetup setup) {
    return LocalStores.requiresSignatures(
        StoreUri.parse(name, setup.surroundings().directory()), setup);
  }

  /** The value of a parameter of the store that the settings name; null if it has none. */
  public static @Nullable String parameter(String name, StoreSetup setup) {
    return StoreUri.parse(setup.name(), setup.surroundings().directory()).parameter(name);
  }

  /** Opens a store. */
  static Store open(StoreUri uri, StoreSetup setup) {
    StoreScheme scheme = StoreSchemes.named(uri.scheme());
    if (scheme == null) {
      throw new StoreException(
          "don't know how to open Nix store with scheme '" + uri.scheme() + "'");
    }
    return scheme.open(uri, setup);
  }

  /**
   * Opens the store that the settings name, for what only a store on a disk of this machine can do.
   *
   * @throws StoreException with Nix's message, if it is another one
   */
  public static LocalStore openLocal(Settings settings, Surroundings surroundings) {
    Store store = open(settings, surroundings);
    if (store instanceof LocalStore local) {
      return local;
    }
    store.close();
    throw new StoreException("you don't have sufficient rights to use this command");
  }
}
