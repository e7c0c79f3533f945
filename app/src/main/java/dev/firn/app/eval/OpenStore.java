package dev.firn.app.eval;

import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.sys.BytePaths;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.Paths;
import dev.firn.realise.instantiate.EvaluationStore;
import dev.firn.store.MemoryStore;
import dev.firn.store.Store;
import dev.firn.store.local.IndirectRoots;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.StoreDir;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The store that a command uses.
 *
 * @param store the store
 * @param view what evaluations see of it
 * @param location where it is; null if it is on no disk
 */
record OpenStore(Store store, EvaluationStore view, @Nullable StoreLocation location)
    implements AutoCloseable {
  private static final String DUMMY = "dummy:";
  private static final String LOCAL = "local";

  /**
   * Opens the store that the settings name; a local one is not touched until it is needed.
   */
  static OpenStore of(Settings settings, Environment environment, Session.Access access) {
    boolean readOnly = access == Session.Access.READ;
    StoreDir dir = new StoreDir(Paths.canonical(Directories.store(environment)));
    String name = settings.text(Setting.STORE);
    if (name.startsWith(DUMMY)) {
      return memory(dir, readOnly);
    }
    StoreLocation location = location(name, dir, environment);
    LocalStore store = new LocalStore(location);
    if (access == Session.Access.FILL) {
      store.openAhead();
    }
    return new OpenStore(store, new EvaluationStore(store, readOnly), location);
  }

  private static OpenStore memory(StoreDir dir, boolean readOnly) {
    MemoryStore store = new MemoryStore(dir);
    return new OpenStore(store, new EvaluationStore(store, readOnly), null);
  }

  private static StoreLocation location(String name, StoreDir dir, Environment environment) {
    if (name.startsWith("/")) {
      return below(Paths.canonical(name), dir);
    }
    if (name.isEmpty() || name.equals("auto") || name.equals("daemon")) {
      return usual(dir, environment);
    }
    if (name.equals(LOCAL) || name.startsWith(LOCAL + "?") || name.startsWith(LOCAL + "://")) {
      return local(name, dir, environment);
    }
    throw new EvalError("don't know how to open the store '" + name + "' yet");
  }

  /** The machine's store; without one, for users who could not make it, a store of their own. */
  private static StoreLocation usual(StoreDir dir, Environment environment) {
    Path state = BytePaths.of(Directories.state(environment));
    boolean own =
        environment.nonEmpty("NIX_STORE_DIR") == null
            && environment.nonEmpty("NIX_STATE_DIR") == null
            && !Files.exists(state)
            && !Files.isWritable(Path.of("/"));
    return own ? below(Directories.ownStore(environment), dir) : StoreLocation.of(dir, state);
  }

  private static StoreLocation local(String name, StoreDir dir, Environment environment) {
    StoreDir written = dir;
    String given = parameter(name, "store");
    if (given != null) {
      written = new StoreDir(Paths.canonical(given));
    }
    String root = parameter(name, "root");
    StoreLocation base =
        root == null
            ? StoreLocation.of(written, BytePaths.of(Directories.state(environment)))
            : below(Paths.canonical(root), written);
    String real = parameter(name, "real");
    String state = parameter(name, "state");
    return new StoreLocation(
        written,
        real == null ? base.files() : BytePaths.of(real),
        state == null ? base.state() : BytePaths.of(state));
  }

  /** A store whose files are below a directory; paths are written as if that were {@code /}. */
  private static StoreLocation below(String root, StoreDir dir) {
    return new StoreLocation(
        dir, BytePaths.of(root + "/nix/store"), BytePaths.of(root + "/nix/var/nix"));
  }

  /** A parameter of a store's URL: {@code local?root=/tmp/x&state=...}. */
  private static @Nullable String parameter(String url, String name) {
    int at = url.indexOf('?');
    while (at >= 0) {
      int end = url.indexOf('&', at + 1);
      String part = url.substring(at + 1, end < 0 ? url.length() : end);
      if (part.startsWith(name + "=")) {
        return part.substring(name.length() + 1);
      }
      at = end;
    }
    return null;
  }

  /** The roots that users hold; null for a store that is on no disk. */
  @Nullable IndirectRoots roots() {
    return location == null ? null : new IndirectRoots(location);
  }

  @Override
  public void close() {
    store.close();
  }
}
