package dev.firn.store.daemon;

import dev.firn.store.IndexedStore;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.StoreContract;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.local.TestStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A store behind Firn's own server is a store. */
abstract class DaemonStoreTest extends StoreContract {
  @TempDir Path directory;

  private final int version;
  private final List<String> names;
  private TestServer server;

  private DaemonStoreTest(int version, List<String> names) {
    this.version = version;
    this.names = names;
  }

  /** The newest version. */
  static class NewestTest extends DaemonStoreTest {
    NewestTest() {
      super(Protocol.NEWEST, List.of("5wq5jx7219pmi3xklyhl77fjbqvy6qaj-x.drv"));
    }
  }

  /** The version of Nix 2.8, in which hashes stand for derivations. */
  static class OldTest extends DaemonStoreTest {
    OldTest() {
      super(34, List.of("sha256:" + "0".repeat(64)));
    }
  }

  @Override
  protected IndexedStore open() throws IOException {
    StoreLocation location = TestStores.location(directory);
    server = new TestServer(directory, location, true, SignaturePolicy.NONE);
    return server.client(version);
  }

  @Override
  protected List<String> derivationNames() {
    return names;
  }

  @Override
  protected void cleanUp() throws IOException {
    server.close();
    TestStores.delete(TestStores.location(directory));
  }
}
