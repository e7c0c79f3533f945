package dev.firn.store.serve;

import dev.firn.store.path.StoreDir;
import dev.firn.store.protocol.ClientConnection;
import dev.firn.store.protocol.Transport;
import dev.firn.store.wire.WireWriter;
import java.io.EOFException;
import java.io.IOException;

/** A connection to {@code nix-store --serve}, as its client sees it. For one thread at a time. */
final class ServeConnection extends ClientConnection {
  private final ServeProtocol protocol;

  /** Begins to speak with a server. */
  ServeConnection(Transport transport, StoreDir dir) throws IOException {
    super(transport, dir);
    try {
      this.protocol = ServeProtocol.greetServer(reader(), writer());
    } catch (EOFException gone) {
      throw new IOException("the other side ended without a word", gone);
    }
  }

  ServeProtocol protocol() {
    return protocol;
  }

  /** Begins a request, and gives what its arguments are written with. */
  WireWriter request(ServeCommand command) throws IOException {
    return request(command.code());
  }
}
