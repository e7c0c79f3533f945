package dev.firn.app.realise;

import dev.firn.app.console.Surroundings;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.StoreSetup;
import dev.firn.app.store.Substituters;
import dev.firn.realise.plan.GraphRealiser;
import dev.firn.realise.plan.RealiseSettings;
import dev.firn.realise.plan.Realiser;
import dev.firn.store.IndexedStore;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import java.util.Set;

/** Makes realisers as the settings say. */
public final class Realisers {
  private Realisers() {}

  /**
   * What realises into a store.
   *
   * @throws StoreException if nothing can be realised into such a store
   */
  public static Realiser open(Store store, Settings settings, Surroundings surroundings) {
    if (store instanceof IndexedStore indexed) {
      StoreSetup setup = new StoreSetup(settings, surroundings);
      return new GraphRealiser(
          indexed,
          Substituters.of(setup),
          Workshops.open(indexed, setup),
          realiseSettings(settings, surroundings),
          surroundings.messages().activities());
    }
    throw new StoreException("nothing can be built in this store");
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
