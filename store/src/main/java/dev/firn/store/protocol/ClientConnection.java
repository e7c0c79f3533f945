package dev.firn.store.protocol;

import dev.firn.store.StoreException;
import dev.firn.store.path.StoreDir;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A connection to a store, as its client sees it, whatever is spoken. For one thread at a time. */
public abstract class ClientConnection implements ConnectionPool.Pooled {
  private static final int BUFFER = 1 << 15;

  private final Transport transport;
  private final InputStream input;
  private final OutputStream output;
  private final WireReader reader;
  private final WireWriter writer;
  private boolean usable = true;

  /** A connection on which nothing was said. */
  protected ClientConnection(Transport transport, StoreDir dir) {
    this.transport = transport;
    this.input = new BufferedInputStream(transport.input(), BUFFER);
    this.output = new BufferedOutputStream(transport.output(), BUFFER);
    this.reader = new WireReader(input, dir);
    this.writer = new WireWriter(output, dir);
  }

  /** Reads results. */
  public final WireReader reader() {
    return reader;
  }

  /** Writes arguments. */
  protected final WireWriter writer() {
    return writer;
  }

  /** Gives results that are no values. */
  public final InputStream input() {
    return input;
  }

  /** Takes arguments that are no values. */
  public final OutputStream output() {
    return output;
  }

  /** Begins a request, and gives what its arguments are written with. */
  protected final WireWriter request(long code) throws IOException {
    writer.number(code);
    return writer;
  }

  @Override
  public final boolean isUsable() {
    return usable;
  }

  @Override
  public final void spoil() {
    usable = false;
  }

  @Override
  public final void close() {
    try {
      transport.close();
    } catch (IOException failed) {
      throw new StoreException("cannot close the connection: " + failed.getMessage(), failed);
    }
  }
}
