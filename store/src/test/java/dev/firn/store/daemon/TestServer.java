package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.SignaturePolicy;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.protocol.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server in this process, at a socket in a directory. */
final class TestServer implements AutoCloseable {
  final ConcurrentLinkedQueue<TestServedStore> opened = new ConcurrentLinkedQueue<>();

  /** How many clients are served at once. */
  static final int CLIENTS = 8;

  private final Path socket;
  private final StoreLocation location;
  private final DaemonServer server;
  private final Thread thread;

  /** Starts one. */
  TestServer(Path directory, StoreLocation location, boolean trusting, SignaturePolicy policy)
      throws IOException {
    this.socket = directory.resolve("socket");
    this.location = location;
    List<String> everybody = List.of("*");
    this.server =
        new DaemonServer(
            DaemonServer.listen(socket),
            socket,
            new Admission(trusting ? everybody : List.of(), everybody, null),
            () -> open(policy),
            new ServerOptions("2.36.0", List.of("https://cache.example/"), CLIENTS),
            ActivitySink.NONE);
    this.thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                server.run();
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            });
  }

  private ServedStore open(SignaturePolicy policy) {
    TestServedStore made = new TestServedStore(location, policy);
    opened.add(made);
    return made;
  }

  /** The socket. */
  Path socket() {
    return socket;
  }

  /** A client. */
  DaemonStore client(int newest) {
    return client(DaemonOptions.remote("test", 4).withNewest(newest));
  }

  /** A client. */
  DaemonStore client(DaemonOptions options) {
    return new DaemonStore(() -> Transport.socket(socket), location.dir(), options);
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }
}
