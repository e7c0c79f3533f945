package dev.firn.app.realise;

import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.StoreSetup;
import dev.firn.app.store.Substituters;
import dev.firn.base.activity.ActivitySink;
import dev.firn.realise.plan.DelegatedRealiser;
import dev.firn.realise.plan.GraphRealiser;
import dev.firn.realise.plan.RealiseSettings;
import dev.firn.realise.plan.RealisedBuilds;
import dev.firn.realise.plan.Realiser;
import dev.firn.realise.plan.Workplace;
import dev.firn.store.IndexedStore;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.Substituter;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.serve.BuildLimits;
import dev.firn.store.serve.ServeStore;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes realisers as the settings say. */
public final class Realisers {
  private Realisers() {}

  /**
   * What realises into a store: whoever has it, or else this process.
   *
   * @throws StoreException if nothing can be realised into such a store
   */
  public static Realiser open(Store store, Settings settings, Surroundings surroundings) {
    ActivitySink sink = surroundings.messages().activities();
    BuildService others = others(store, settings);
    if (others != null) {
      return new DelegatedRealiser(others, sink);
    }
    if (store instanceof IndexedStore indexed) {
      StoreSetup setup = new StoreSetup(settings, surroundings);
      return own(indexed, Substituters.of(setup), setup).apply(sink);
    }
    throw new StoreException("nothing can be built in this store");
  }

  /** What builds into a store for clients: whoever has it, or else this process. */
  public static BuildService service(
      IndexedStore store, Settings settings, Surroundings surroundings) {
    BuildService others = others(store, settings);
    if (others != null) {
      return others;
    }
    StoreSetup setup = new StoreSetup(settings, surroundings);
    List<Substituter> substituters = Substituters.of(setup);
    return new RealisedBuilds(store, substituters, own(store, substituters, setup));
  }

  /** Who builds for a store that others have; null if nobody does. */
  public static @Nullable BuildService others(Store store, Settings settings) {
    if (store instanceof DaemonStore daemon) {
      return daemon.builds();
    }
    if (store instanceof ServeStore serve) {
      return serve.builds(
          new BuildLimits(
              settings.number(Setting.MAX_SILENT_TIME),
              settings.number(Setting.TIMEOUT),
              settings.number(Setting.MAX_BUILD_LOG_SIZE),
              settings.isOn(Setting.KEEP_FAILED)));
    }
    return null;
  }

  private static Function<ActivitySink, Realiser> own(
      IndexedStore store, List<Substituter> substituters, StoreSetup setup) {
    List<Workplace> workplaces = Workshops.open(store, setup);
    RealiseSettings realise = realiseSettings(setup.settings(), setup.surroundings());
    return sink -> new GraphRealiser(store, substituters, workplaces, realise, sink);
  }

  private static RealiseSettings realiseSettings(Settings settings, Surroundings surroundings) {
    Set<String> features = settings.features();
    return new RealiseSettings(
        (int) Math.min(settings.number(Setting.MAX_SUBSTITUTION_JOBS), Integer.MAX_VALUE),
        settings.isOn(Setting.KEEP_GOING),
        settings.isOn(Setting.FALLBACK),
        settings.isOn(Setting.SUBSTITUTE),
        settings.isOn(Setting.ALWAYS_ALLOW_SUBSTITUTES),
        features.contains("ca-derivations"),
        features.contains("impure-derivations"),
        Substituters.keys(settings),
        surroundings.messages().format().showsLogs()
            ? 0
            : (int) Math.min(settings.number(Setting.LOG_LINES), Integer.MAX_VALUE),
        "firn store log");
  }
}
