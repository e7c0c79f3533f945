package dev.firn.app.eval;

import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.Observations;
import dev.firn.app.recall.WitnessStore;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.StoreOpener;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.store.Store;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.local.LocalStore;
import org.jspecify.annotations.Nullable;

/**
 * The store that a command uses.
 *
 * @param store the store
 * @param view what evaluations see of it
 */
public record OpenStore(Store store, EvaluationStore view) implements AutoCloseable {
  /**
   * Opens the store that the settings name; a local one is not touched until it is needed.
   *
   * @param seen takes what evaluations see of it; null if nobody wants to know
   */
  public static OpenStore of(
      Settings settings,
      Surroundings surroundings,
      Session.Access access,
      @Nullable Observations seen) {
    Store store = StoreOpener.open(settings, surroundings);
    if (access == Session.Access.FILL && store instanceof LocalStore local) {
      local.openAhead();
    }
    Store watched = seen == null ? store : new WitnessStore(store, seen);
    return new OpenStore(store, new EvaluationStore(watched, access == Session.Access.READ));
  }

  /** The roots that users hold; null for a store that is on no disk of this machine. */
  public @Nullable IndirectRoots roots() {
    if (store instanceof DaemonStore daemon) {
      return daemon.linkedRoots();
    }
    return store instanceof LocalStore local ? new IndirectRoots(local.location()) : null;
  }

  @Override
  public void close() {
    store.close();
  }
}
