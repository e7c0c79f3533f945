package dev.firn.app.store;

import dev.firn.store.Store;
import dev.firn.store.StoreException;

/** Opens the stores of one kind. */
@FunctionalInterface
public interface StoreScheme {
  /**
   * Opens a store.
   *
   * @throws StoreException if it cannot be opened
   */
  Store open(StoreUri uri, StoreSetup setup);
}
