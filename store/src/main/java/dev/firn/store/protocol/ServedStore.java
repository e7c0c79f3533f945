package dev.firn.store.protocol;

import dev.firn.store.IndexedStore;
import dev.firn.store.SignaturePolicy;

/** What one client of a server works with. Closing it gives up what is kept for the client. */
public interface ServedStore extends AutoCloseable {
  /** The paths. */
  IndexedStore store();

  /** What keeps the store in order. */
  Maintenance maintenance();

  /**
   * What builds for the client.
   *
   * @param settings how the client wants it; settings that it may not change are not among them any more
   */
  BuildService builds(ClientSettings settings);

  /** Which paths may come in, unless a trusted client says that it does not matter. */
  SignaturePolicy policy();

  @Override
  void close();
}
