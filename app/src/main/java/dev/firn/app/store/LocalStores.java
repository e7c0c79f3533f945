package dev.firn.app.store;

import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Setting;
import dev.firn.app.settings.Settings;
import dev.firn.base.activity.Level;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.PathText;
import dev.firn.store.Store;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.StoreOptions;
import dev.firn.store.path.StoreDir;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Stores on a disk of this machine. Parameters, as Nix has them: {@code root} (what programs see as the root; a path as the name means the
 * same), {@code store}, {@code state}, {@code log}, {@code real}; and {@code require-sigs}, which counts for paths that are copied there.
 */
final class LocalStores implements StoreScheme {
  @Override
  public Store open(StoreUri uri, StoreSetup setup) {
    return new LocalStore(location(uri, setup), options(setup));
  }

  /** How stores on a disk work, as the settings say. */
  static StoreOptions options(StoreSetup setup) {
    Settings settings = setup.settings();
    boolean durable = settings.isOn(Setting.FSYNC_METADATA);
    if (!durable) {
      setup
          .surroundings()
          .messages()
          .say(
              Level.TALKATIVE,
              "'fsync-metadata' is off: after a power failure the store must be verified");
    }
    return StoreOptions.DEFAULT
        .withDurable(durable)
        .withOptimise(settings.isOn(Setting.AUTO_OPTIMISE_STORE));
  }

  /** Whether what comes into a store must be signed: the parameter {@code require-sigs} of its name, or what the settings say. */
  static boolean requiresSignatures(StoreUri uri, StoreSetup setup) {
    String told = uri.parameter("require-sigs");
    return told == null
        ? setup.settings().isOn(Setting.REQUIRE_SIGS)
        : told.equals("true") || told.equals("1");
  }

  static StoreLocation location(StoreUri uri, StoreSetup setup) {
    StoreDir dir = setup.dir(uri);
    String root = uri.place().isEmpty() ? uri.parameter("root") : uri.place();
    StoreLocation base = root == null || root.isEmpty() ? machine(dir, setup) : below(root, dir);
    Path files = path(uri.parameter("real"), base.files());
    Path state = path(uri.parameter("state"), base.state());
    return new StoreLocation(dir, files, state, path(uri.parameter("log"), base.logs()));
  }

  /** Where the environment says that the machine's store is. */
  static StoreLocation machine(StoreDir dir, StoreSetup setup) {
    Environment environment = setup.environment();
    StoreLocation location =
        StoreLocation.of(dir, BytePaths.of(PathText.canonical(Directories.state(environment))));
    String logs = environment.nonEmpty("NIX_LOG_DIR");
    return logs == null ? location : location.withLogs(BytePaths.of(PathText.canonical(logs)));
  }

  /** A store whose files are below a directory; paths are written as if that were {@code /}. */
  static StoreLocation below(String root, StoreDir dir) {
    return StoreLocation.below(BytePaths.of(PathText.canonical(root)), dir);
  }

  private static Path path(@Nullable String given, Path otherwise) {
    return given == null ? otherwise : BytePaths.of(PathText.canonical(given));
  }
}
