package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.protocol.ClientSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a daemon is used.
 *
 * @param uri what the store is called in messages
 * @param location where its files are on this machine; null if they are on another
 * @param connections how many threads may use it at once
 * @param newest the newest minor version of the protocol to speak
 * @param settings how it shall work; null for as it likes
 * @param sink hears what it says
 */
public record DaemonOptions(
    String uri,
    @Nullable StoreLocation location,
    int connections,
    int newest,
    @Nullable ClientSettings settings,
    ActivitySink sink) {
  private static final int CONNECTIONS = 8;

  /** The daemon of this machine. */
  public static DaemonOptions local(String uri, StoreLocation location) {
    return new DaemonOptions(uri, location, CONNECTIONS, Protocol.NEWEST, null, ActivitySink.NONE);
  }

  /** A daemon on another machine. */
  public static DaemonOptions remote(String uri, int connections) {
    return new DaemonOptions(uri, null, connections, Protocol.NEWEST, null, ActivitySink.NONE);
  }

  /** The same with those settings. */
  public DaemonOptions withSettings(ClientSettings newSettings) {
    return new DaemonOptions(uri, location, connections, newest, newSettings, sink);
  }

  /** The same, telling somebody else. */
  public DaemonOptions withSink(ActivitySink newSink) {
    return new DaemonOptions(uri, location, connections, newest, settings, newSink);
  }

  /** The same, speaking no newer minor version of the protocol. */
  public DaemonOptions withNewest(int newNewest) {
    return new DaemonOptions(uri, location, connections, newNewest, settings, sink);
  }
}
