package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.store.path.StoreDir;
import dev.firn.store.protocol.ClientConnection;
import dev.firn.store.protocol.Transport;
import dev.firn.store.wire.FrameOutput;
import dev.firn.store.wire.WireException;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A connection to a daemon, as its client sees it. For one thread at a time. */
final class DaemonConnection extends ClientConnection {
  private final Protocol protocol;
  private final ServerMessages messages;
  private final ServerIdentity server;

  /** Writes bytes. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream target) throws IOException;
  }

  /**
   * Begins to speak with a server.
   *
   * @param newest the newest minor version to speak
   */
  DaemonConnection(Transport transport, StoreDir dir, ActivitySink sink, int newest)
      throws IOException {
    super(transport, dir);
    this.protocol = greet(newest);
    this.messages = new ServerMessages(reader(), writer(), protocol);
    this.server = introduce();
    finish(sink);
  }

  private Protocol greet(int newest) throws IOException {
    writer().number(Protocol.CLIENT_MAGIC);
    writer().number(Protocol.word(newest));
    writer().flush();
    if (reader().number() != Protocol.SERVER_MAGIC) {
      throw new WireException("nix-daemon protocol mismatch");
    }
    int theirs = Protocol.minor(reader().number());
    if (theirs < 0) {
      throw new WireException("Nix daemon protocol version not supported");
    }
    if (theirs < Protocol.OLDEST) {
      throw new WireException("the Nix daemon version is too old");
    }
    int minor = Math.min(theirs, newest);
    SortedSet<String> features = new TreeSet<>();
    if (minor >= Protocol.WITH_FEATURES) {
      writer().strings(Protocol.known());
      writer().flush();
      features = Protocol.common(reader().strings());
    }
    return new Protocol(minor, features);
  }

  private ServerIdentity introduce() throws IOException {
    if (protocol.since(14)) {
      writer().number(0); // no wish for a processor
    }
    if (protocol.since(11)) {
      writer().bool(false); // no wish for reserved space
    }
    writer().flush();
    String version = protocol.since(33) ? reader().string() : null;
    long trust = protocol.since(35) ? reader().number() : 0;
    return new ServerIdentity(version, trust == 0 ? null : trust == 1);
  }

  /** Who the server is. */
  ServerIdentity server() {
    return server;
  }

  /** The version that is spoken. */
  Protocol protocol() {
    return protocol;
  }

  /** Begins a request, and gives what its arguments are written with. */
  WireWriter request(Operation operation) throws IOException {
    return request(operation.code());
  }

  /**
   * Sends the request, and waits until the server is done with it.
   *
   * @throws DaemonException if it failed
   */
  void finish(ActivitySink sink) throws IOException {
    finish(sink, null);
  }

  /** The same; the server may ask for bytes. */
  void finish(ActivitySink sink, @Nullable InputStream source) throws IOException {
    writer().flush();
    DaemonException failed = messages.read(sink, source);
    if (failed != null) {
      throw failed;
    }
  }

  /** Sends the request and bytes after it. The server's messages are heard meanwhile, because it may wait for that. */
  void finishFramed(ActivitySink sink, Content content) throws IOException {
    writer().flush();
    AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
    Thread listener =
        Thread.ofPlatform()
            .daemon()
            .name("daemon messages")
            .start(() -> {
              try {
                problem.set(messages.read(sink, null));
              } catch (IOException | RuntimeException broken) {
                problem.set(broken);
              }
            });
    try {
      FrameOutput frames = new FrameOutput(writer(), output());
      content.write(new Stoppable(frames, problem));
      frames.finish();
    } catch (TransferException.Stopped stopped) {
      new FrameOutput(writer(), output()).finish();
    } catch (TransferException.Broken broken) {
      await(listener); // the server may have said why
      rethrow(problem.get());
      throw broken.failure();
    } catch (IOException | RuntimeException failed) {
      close(); // the server waits for what will never come
      throw failed;
    }
    await(listener);
    rethrow(problem.get());
  }

  private static void rethrow(@Nullable Throwable problem) throws IOException {
    if (problem instanceof IOException failed) {
      throw failed;
    }
    if (problem instanceof RuntimeException failed) {
      throw failed;
    }
  }

  private static void await(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }

  /** Passes bytes on until something went wrong. */
  private static final class Stoppable extends OutputStream {
    private final OutputStream target;
    private final AtomicReference<@Nullable Throwable> problem;

    Stoppable(OutputStream target, AtomicReference<@Nullable Throwable> problem) {
      this.target = target;
      this.problem = problem;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (problem.get() != null) {
        throw new TransferException.Stopped();
      }
      try {
        target.write(bytes, offset, length);
      } catch (IOException failed) {
        throw new TransferException.Broken(failed);
      }
    }
  }
}
