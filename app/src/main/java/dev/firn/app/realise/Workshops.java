package dev.firn.app.realise;

import dev.firn.app.console.Messages;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.CacheSetup;
import dev.firn.app.store.StoreOpener;
import dev.firn.app.store.StoreSetup;
import dev.firn.base.activity.Level;
import dev.firn.realise.build.BuildSettings;
import dev.firn.realise.build.BuildTimes;
import dev.firn.realise.build.Builder;
import dev.firn.realise.build.RoomyBuilder;
import dev.firn.realise.build.TimedBuilder;
import dev.firn.realise.build.local.LocalBuilder;
import dev.firn.realise.plan.Workplace;
import dev.firn.store.Closures;
import dev.firn.store.IndexedStore;
import dev.firn.store.gc.AutomaticCollection;
import dev.firn.store.local.LocalStore;
import java.util.ArrayList;
import java.util.List;

/** Where derivations are built, as the settings say. */
final class Workshops {
  private Workshops() {}

  /**
   * All places that builds for a store may run in. How long they take is remembered, and told to people; garbage goes where there is too
   * little room.
   */
  static List<Workplace> open(IndexedStore store, StoreSetup setup) {
    if (!(store instanceof LocalStore local)) {
      return List.of();
    }
    BuildTimes times = new BuildTimes(local.location());
    setup.surroundings().messages().estimates().learnFrom(times::usual);
    AutomaticCollection collection = collection(local, setup);
    List<Workplace> all = new ArrayList<>();
    for (Workplace place : places(local, setup)) {
      Builder builder = new RoomyBuilder(new TimedBuilder(place.builder(), times), collection);
      all.add(new Workplace(builder, place.jobs(), place.local()));
    }
    return all;
  }

  private static AutomaticCollection collection(LocalStore store, StoreSetup setup) {
    Settings settings = setup.settings();
    Messages messages = setup.surroundings().messages();
    return new AutomaticCollection(
        store,
        new AutomaticCollection.Wishes(
            settings.number(Setting.MIN_FREE),
            settings.number(Setting.MAX_FREE),
            settings.number(Setting.MIN_FREE_CHECK_INTERVAL),
            new Closures.Following(
                settings.isOn(Setting.KEEP_OUTPUTS), settings.isOn(Setting.KEEP_DERIVATIONS))),
        () -> AutomaticCollection.free(store.location()),
        message -> messages.say(Level.INFO, message));
  }

  private static List<Workplace> places(LocalStore local, StoreSetup setup) {
    BuildSettings settings = BuildSetup.of(settings(setup), CacheSetup.http(setup));
    List<Workplace> all = new ArrayList<>(RemoteMachines.of(local, setup, settings));
    all.add(new Workplace(new LocalBuilder(local, settings), setup.settings().jobs(), true));
    return all;
  }

  /** What is set; the name of a store may say what its builds may require: {@code ?system-features=}. */
  private static Settings settings(StoreSetup setup) {
    String features = StoreOpener.parameter("system-features", setup);
    if (features == null) {
      return setup.settings();
    }
    Settings ofStore = setup.settings().copy();
    ofStore.set(Setting.SYSTEM_FEATURES, features);
    return ofStore;
  }
}
