package dev.firn.app.recall;

import dev.firn.lang.host.Host;
import dev.firn.store.Store;

/**
 * What an evaluation can ask.
 *
 * @param machine everything but the store, as it is now
 * @param store the store
 */
public record World(Host machine, Store store) {}
