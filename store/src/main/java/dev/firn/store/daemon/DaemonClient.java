package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.path.StoreDir;
import dev.firn.store.protocol.ClientSettings;
import dev.firn.store.protocol.ConnectionPool;
import dev.firn.store.protocol.Transport;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Connections to one daemon, and requests to it. For use by several threads. */
final class DaemonClient implements AutoCloseable {
  /** Does something with a connection. */
  @FunctionalInterface
  interface Use<R extends @Nullable Object> extends ConnectionPool.Use<DaemonConnection, R> {}

  /** Writes the arguments of a request. */
  @FunctionalInterface
  interface Arguments {
    void write(WireWriter writer) throws IOException;
  }

  private final Transport.Opener opener;
  private final StoreDir dir;
  private final DaemonOptions options;
  private final ConnectionPool<DaemonConnection> pool;

  DaemonClient(Transport.Opener opener, StoreDir dir, DaemonOptions options) {
    this.opener = opener;
    this.dir = dir;
    this.options = options;
    this.pool = new ConnectionPool<>(this::connect, options.connections(), options.uri());
  }

  StoreDir dir() {
    return dir;
  }

  DaemonOptions options() {
    return options;
  }

  private DaemonConnection connect() throws IOException {
    Transport transport = opener.open();
    try {
      DaemonConnection made =
          new DaemonConnection(transport, dir, options.sink(), options.newest());
      ClientSettings settings = options.settings();
      if (settings != null) {
        tell(made, settings);
      }
      return made;
    } catch (IOException | RuntimeException failed) {
      transport.close();
      throw failed;
    }
  }

  private void tell(DaemonConnection connection, ClientSettings settings) throws IOException {
    SettingsCodec.write(connection.request(Operation.SET_OPTIONS), settings, connection.protocol());
    connection.finish(options.sink());
  }

  /** Does something with a connection. */
  <R extends @Nullable Object> R use(Use<R> use) {
    return pool.use(failed -> failed instanceof DaemonException, use);
  }

  /** Makes a request and reads the answer. */
  <R extends @Nullable Object> R ask(
      Operation operation, Arguments arguments, ActivitySink sink, Use<R> answer) {
    return use(connection -> {
      arguments.write(connection.request(operation));
      connection.finish(sink);
      return answer.with(connection);
    });
  }

  /** Makes a request whose messages nobody but the store's own listener hears. */
  <R extends @Nullable Object> R ask(Operation operation, Arguments arguments, Use<R> answer) {
    return ask(operation, arguments, options.sink(), answer);
  }

  /** Makes a request that is answered by a number that tells nothing. */
  void tell(Operation operation, Arguments arguments, ActivitySink sink) {
    long _ = ask(operation, arguments, sink, connection -> connection.reader().number());
  }

  @Override
  public void close() {
    pool.close();
  }
}
