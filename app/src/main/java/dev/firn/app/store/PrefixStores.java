package dev.firn.app.store;

import dev.firn.app.settings.Directories;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.PathText;
import dev.firn.store.Store;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;

/**
 * Stores that are a plain directory: paths in them are where they say, so that programs run without a namespace; but they begin with that
 * directory, so they have other hashes than anybody else's. {@code prefix://} is in the user's data folder, {@code prefix:///DIR} in DIR.
 */
final class PrefixStores implements StoreScheme {
  @Override
  public Store open(StoreUri uri, StoreSetup setup) {
    String prefix = uri.place().isEmpty() ? Directories.firnData(setup.environment()) : uri.place();
    StoreLocation location = StoreLocation.prefix(BytePaths.of(PathText.canonical(prefix)));
    return new LocalStore(location, LocalStores.options(setup));
  }
}
