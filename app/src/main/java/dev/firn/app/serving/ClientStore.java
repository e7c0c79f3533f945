package dev.firn.app.serving;

import dev.firn.app.console.Surroundings;
import dev.firn.app.realise.Realisers;
import dev.firn.app.settings.SettingException;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.StoreOpener;
import dev.firn.app.store.StoreUpkeep;
import dev.firn.app.store.Substituters;
import dev.firn.base.activity.ActivitySink;
import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildMode;
import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildService;
import dev.firn.store.protocol.Maintenance;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.sign.TrustedKeys;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The store that the settings name, for one client.
 *
 * @param store the store
 * @param settings what is set where it is served
 * @param surroundings where it is served
 */
record ClientStore(IndexedStore store, Settings settings, Surroundings surroundings)
    implements ServedStore {
  /**
   * Opens it.
   *
   * @throws StoreException if it cannot be opened or served
   */
  static ClientStore open(Settings settings, Surroundings surroundings) {
    Store store = StoreOpener.open(settings, surroundings);
    if (store instanceof IndexedStore indexed) {
      return new ClientStore(indexed, settings, surroundings);
    }
    store.close();
    throw new StoreException("this store cannot be served");
  }

  @Override
  public Maintenance maintenance() {
    return StoreUpkeep.of(store, this::repair);
  }

  private void repair(StorePath path) {
    BuildResult result =
        builds(new TreeMap<>())
            .build(List.of(new DerivedPath.Opaque(path)), BuildMode.REPAIR, ActivitySink.NONE)
            .getFirst();
    if (!result.isSuccess()) {
      throw new StoreException(result.message());
    }
  }

  @Override
  public BuildService builds(SortedMap<String, String> wanted) {
    Settings changed = settings.copy();
    wanted.forEach((name, value) -> {
      try {
        changed.set(name, value);
      } catch (SettingException bad) {
        surroundings.messages().warn(String.valueOf(bad.getMessage()));
      }
    });
    return Realisers.service(store, changed, surroundings);
  }

  @Override
  public SignaturePolicy policy() {
    TrustedKeys keys = Substituters.keys(settings);
    return keys == null ? SignaturePolicy.NONE : new SignaturePolicy(true, keys);
  }

  @Override
  public void close() {
    store.close();
  }
}
