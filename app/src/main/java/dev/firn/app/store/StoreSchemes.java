package dev.firn.app.store;

import dev.firn.store.MemoryStore;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of stores, by the schemes of their names. A kind is a line here; what it needs is loaded when such a store is opened.
 */
final class StoreSchemes {
  private StoreSchemes() {}

  /** What opens stores whose names begin like that; null if nothing does. */
  static @Nullable StoreScheme named(String scheme) {
    // No switch: it would be set up at every start.
    if (scheme.equals(StoreUri.AUTO)) {
      return new UsualStore();
    }
    if (scheme.equals(StoreUri.LOCAL)) {
      return new LocalStores();
    }
    if (scheme.equals("prefix")) {
      return new PrefixStores();
    }
    if (scheme.equals(StoreUri.UNIX)) {
      return new DaemonStores();
    }
    if (scheme.equals(SshStores.DAEMON) || scheme.equals(SshStores.SERVE)) {
      return new SshStores();
    }
    if (scheme.equals("dummy")) {
      return (uri, setup) -> new MemoryStore(setup.dir(uri));
    }
    return isCache(scheme) ? new CacheSetup() : null;
  }

  private static boolean isCache(String scheme) {
    return scheme.equals("https")
        || scheme.equals("http")
        || scheme.equals("file")
        || scheme.equals("s3");
  }
}
