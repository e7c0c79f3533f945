package dev.firn.app.store;

import dev.firn.app.settings.Directories;
import dev.firn.base.sys.BytePaths;
import dev.firn.store.Store;
import dev.firn.store.daemon.DaemonOptions;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.protocol.Transport;
import java.nio.file.Path;

/** Stores of daemons on this machine: {@code daemon}, {@code unix://}, or {@code unix:///SOCKET}. */
final class DaemonStores implements StoreScheme {
  @Override
  public Store open(StoreUri uri, StoreSetup setup) {
    boolean usual = uri.place().isEmpty();
    Path socket = BytePaths.of(usual ? Directories.daemonSocket(setup.environment()) : uri.place());
    StoreLocation location =
        LocalStores.location(new StoreUri(StoreUri.LOCAL, "", uri.parameters()), setup);
    DaemonOptions options =
        DaemonOptions.local(usual ? "daemon" : uri.toString(), location)
            .withSettings(DaemonSetup.of(setup))
            .withSink(setup.surroundings().messages().activities());
    return new DaemonStore(() -> Transport.socket(socket), location.dir(), options);
  }
}
