package dev.firn.app.environment;

import dev.firn.app.eval.Session;
import dev.firn.app.store.StoreSetup;
import dev.firn.app.store.Substituters;
import dev.firn.store.Substituter;
import dev.firn.store.path.StorePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows what need not be built: what is valid, and what a cache has. Caches are opened when they are first asked. */
final class Prebuilt {
  private final Session session;
  private final StoreSetup setup;
  private @Nullable List<Substituter> caches;

  Prebuilt(Session session, StoreSetup setup) {
    this.session = session;
    this.setup = setup;
  }

  /** Whether a package need not be built. */
  boolean has(Element element) {
    StorePath path = element.output();
    return isValid(path) || isCached(path);
  }

  /** Whether a path is valid. */
  boolean isValid(StorePath path) {
    return session.store().isValid(path);
  }

  /** Whether a cache has a path. */
  boolean isCached(StorePath path) {
    List<Substituter> all = caches;
    if (all == null) {
      all = Substituters.of(setup);
      caches = all;
    }
    for (Substituter cache : all) {
      if (cache.find(path) != null) {
        return true;
      }
    }
    return false;
  }
}
