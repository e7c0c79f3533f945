package dev.firn.store.daemon;

import dev.firn.store.path.StoreDir;
import dev.firn.store.protocol.ClientInput;
import dev.firn.store.protocol.Transport;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The conversation with one client, as the server sees it. For one thread; only the sink is for any. */
final class ServerChannel {
  private static final int BUFFER = 1 << 15;

  private final ClientInput input;
  private final OutputStream output;
  private final WireReader reader;
  private final WireWriter writer;
  private final Protocol protocol;
  private final ServerSink sink;

  /** Writes an answer. */
  @FunctionalInterface
  interface Answer<R extends @Nullable Object> {
    void write(R result) throws IOException;
  }

  /** Hears a client out until the version of the protocol is known. */
  ServerChannel(Transport transport, StoreDir dir) throws IOException {
    this.input = new ClientInput(new BufferedInputStream(transport.input(), BUFFER));
    this.output = new BufferedOutputStream(transport.output(), BUFFER);
    this.reader = new WireReader(input, dir);
    this.writer = new WireWriter(output, dir);
    this.protocol = ServerGreeting.exchange(reader, writer);
    this.sink = new ServerSink(writer, protocol);
  }

  ClientInput input() {
    return input;
  }

  OutputStream output() {
    return output;
  }

  WireReader reader() {
    return reader;
  }

  WireWriter writer() {
    return writer;
  }

  Protocol protocol() {
    return protocol;
  }

  ServerSink sink() {
    return sink;
  }

  /** Does what was asked for, now that the request was read, and answers. */
  <R extends @Nullable Object> void answer(ClientInput.Work<R> work, Answer<R> answer)
      throws IOException, InterruptedException {
    sink.begin();
    R result = work.perform();
    sink.end();
    answer.write(result);
  }

  /** Does what was asked for, and says nothing but that it is done. */
  void done(Action action) throws IOException, InterruptedException {
    answer(
        () -> {
          action.perform();
          return 1L;
        },
        writer::number);
  }

  /** Does what was asked for, where not even that is said. */
  void silent(Action action) throws IOException, InterruptedException {
    answer(
        () -> {
          action.perform();
          return 0L;
        },
        _ -> {});
  }

  /** Does something. */
  @FunctionalInterface
  interface Action {
    void perform() throws IOException, InterruptedException;
  }
}
