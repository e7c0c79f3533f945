package dev.firn.store.serve;

import dev.firn.store.StoreException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.protocol.ConnectionPool;
import dev.firn.store.protocol.Transport;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A connection to {@code nix-store --serve}, as its client sees it. For one thread at a time. */
final class ServeConnection implements ConnectionPool.Pooled {
  private static final int BUFFER = 1 << 15;

  private final Transport transport;
  private final InputStream input;
  private final OutputStream output;
  private final WireReader reader;
  private final WireWriter writer;
  private final ServeProtocol protocol;
  private boolean usable = true;

  /** Begins to speak with a server. */
  ServeConnection(Transport transport, StoreDir dir) throws IOException {
    this.transport = transport;
    this.input = new BufferedInputStream(transport.input(), BUFFER);
    this.output = new BufferedOutputStream(transport.output(), BUFFER);
    this.reader = new WireReader(input, dir);
    this.writer = new WireWriter(output, dir);
    try {
      this.protocol = ServeProtocol.greetServer(reader, writer);
    } catch (EOFException gone) {
      throw new IOException("the other side ended without a word", gone);
    }
  }

  ServeProtocol protocol() {
    return protocol;
  }

  WireReader reader() {
    return reader;
  }

  InputStream input() {
    return input;
  }

  OutputStream output() {
    return output;
  }

  /** Begins a request, and gives what its arguments are written with. */
  WireWriter request(ServeCommand command) throws IOException {
    writer.number(command.code());
    return writer;
  }

  @Override
  public boolean isUsable() {
    return usable;
  }

  @Override
  public void spoil() {
    usable = false;
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException failed) {
      throw new StoreException("cannot close the connection: " + failed.getMessage(), failed);
    }
  }
}
