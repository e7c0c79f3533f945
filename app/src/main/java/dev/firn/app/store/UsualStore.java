package dev.firn.app.store;

import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.base.sys.BytePaths;
import dev.firn.store.Store;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The store of a user who names none: the machine's if he may write there; else the daemon if one listens; else one of his own. Nix gives
 * users one of their own only where there is none of the machine, and fails for those who may not write there.
 */
final class UsualStore implements StoreScheme {
  @Override
  public Store open(StoreUri uri, StoreSetup setup) {
    Environment environment = setup.environment();
    Path state = BytePaths.of(Directories.state(environment));
    boolean writable = Files.isReadable(state) && Files.isWritable(state);
    if (!writable && Files.exists(BytePaths.of(Directories.daemonSocket(environment)))) {
      return StoreOpener.open(new StoreUri(StoreUri.UNIX, "", uri.parameters()), setup);
    }
    StoreLocation location =
        hasOwn(environment, state)
            ? LocalStores.below(Directories.ownStore(environment), setup.dir(uri))
            : LocalStores.location(uri, setup);
    return new LocalStore(location, LocalStores.options(setup));
  }

  /** Users who can neither write to the machine's store nor make it have one of their own. */
  private static boolean hasOwn(Environment environment, Path state) {
    return environment.nonEmpty("NIX_STORE_DIR") == null
        && environment.nonEmpty("NIX_STATE_DIR") == null
        && !Files.isWritable(state)
        && !Files.isWritable(Path.of("/"));
  }
}
