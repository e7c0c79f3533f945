package dev.firn.store.protocol;

import dev.firn.store.IndexedStore;
import dev.firn.store.SignaturePolicy;
import java.util.SortedMap;

/** What one client of a server works with. Closing it gives up what is kept for the client. */
public interface ServedStore extends AutoCloseable {
  /** The paths. */
  IndexedStore store();

  /** What keeps the store in order. */
  Maintenance maintenance();

  /**
   * What builds for the client.
   *
   * @param settings how the client wants it: settings of {@code nix.conf}, without those that it may not change
   */
  BuildService builds(SortedMap<String, String> settings);

  /** Which paths may come in, unless a trusted client says that it does not matter. */
  SignaturePolicy policy();

  @Override
  void close();
}
