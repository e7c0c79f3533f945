package dev.firn.app.store;

import dev.firn.store.Store;
import dev.firn.store.StoreException;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.local.LocalStore;
import dev.firn.store.maintenance.LocalMaintenance;
import dev.firn.store.protocol.Maintenance;
import dev.firn.store.verify.Verifier;

/** Finds what keeps a store in order. */
public final class StoreUpkeep {
  private StoreUpkeep() {}

  /**
   * What keeps a store in order.
   *
   * @param repairer repairs paths of a store on a disk of this machine; others repair theirs themselves
   * @throws StoreException with Nix's message, if it can only be read and added to
   */
  public static Maintenance of(Store store, Verifier.Repairer repairer) {
    if (store instanceof LocalStore local) {
      return new LocalMaintenance(local, repairer);
    }
    if (store instanceof DaemonStore daemon) {
      return daemon.maintenance();
    }
    throw new StoreException("you don't have sufficient rights to use this command");
  }
}
