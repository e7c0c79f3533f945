package dev.firn.store;

import dev.firn.store.path.StoreDir;

class MemoryStoreTest extends StoreContract {
  @Override
  protected IndexedStore open() {
    return new MemoryStore(StoreDir.DEFAULT);
  }
}
