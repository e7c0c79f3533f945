package dev.firn.app.storage;

import dev.firn.app.settings.Setting;
import dev.firn.base.json.JsonWriter;
import dev.firn.store.Store;
import dev.firn.store.cache.BinaryCache;
import dev.firn.store.daemon.DaemonStore;
import dev.firn.store.daemon.ServerIdentity;
import dev.firn.store.local.LocalStore;
import org.jspecify.annotations.Nullable;

/**
 * What {@code firn store info} tells about a store itself.
 *
 * @param url what users give to name it
 * @param directory what its paths begin with
 * @param version the version of Nix that it says it has; null if it says nothing
 * @param trusted whether it lets its user do what harms others; null if it does not know its users
 */
record StoreSummary(
    String url, String directory, @Nullable String version, @Nullable Boolean trusted) {
  private static final String AUTO = "auto";

  /** That of the store of a command, which answers then. */
  static StoreSummary of(StoreUse use) {
    Store store = use.store();
    ServerIdentity server = null;
    if (store instanceof DaemonStore daemon) {
      server = daemon.server();
    } else if (store instanceof BinaryCache cache) {
      cache.info();
    }
    String named = use.settings().text(Setting.STORE);
    return new StoreSummary(
        named.isEmpty() || named.equals(AUTO) ? usual(store) : named,
        store.dir().path(),
        server == null ? null : server.version(),
        store instanceof LocalStore ? Boolean.TRUE : server == null ? null : server.trustsUs());
  }

  private static String usual(Store store) {
    return store instanceof DaemonStore ? "daemon" : "local";
  }

  /** Prints it for people, or as JSON. */
  void print(boolean asJson, StoreUse use) {
    if (asJson) {
      use.output().line(json());
      return;
    }
    use.output().line("url        " + url).line("directory  " + directory);
    if (version != null) {
      use.output().line("version    " + version);
    }
    if (trusted != null) {
      use.output().line("trusted    " + (trusted ? "yes" : "no"));
    }
  }

  private String json() {
    JsonWriter writer = JsonWriter.compact();
    writer.startObject();
    writer.key("directory");
    writer.string(directory);
    if (trusted != null) {
      writer.key("trusted");
      writer.bool(trusted);
    }
    writer.key("url");
    writer.string(url);
    if (version != null) {
      writer.key("version");
      writer.string(version);
    }
    writer.endObject();
    return writer.finish();
  }
}
