package dev.firn.app.realise;

import dev.firn.app.store.CacheSetup;
import dev.firn.app.store.StoreSetup;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.local.LocalBuilder;
import dev.firn.realise.plan.Workplace;
import dev.firn.store.IndexedStore;
import dev.firn.store.local.LocalStore;
import java.util.ArrayList;
import java.util.List;

/** Where derivations are built, as the settings say. */
final class Workshops {
  private Workshops() {}

  /** All places that builds for a store may run in. */
  static List<Workplace> open(IndexedStore store, StoreSetup setup) {
    if (!(store instanceof LocalStore local)) {
      return List.of();
    }
    BuildSettings settings = BuildSetup.of(setup.settings(), CacheSetup.http(setup));
    List<Workplace> all =
        new ArrayList<>(RemoteMachines.of(local, setup, settings.platform().system()));
    all.add(new Workplace(new LocalBuilder(local, settings), setup.settings().jobs(), true));
    return all;
  }
}
