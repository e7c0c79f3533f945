package dev.firn.store.daemon;

import dev.firn.base.activity.ActivitySink;
import dev.firn.base.activity.Level;
import dev.firn.base.sys.FileSocket;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.protocol.Transport;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves all who come to a socket, each on a thread of its own. */
public final class DaemonServer implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final ServerSocketChannel socket;
  private final @Nullable Path path;
  private final Admission admission;
  private final Supplier<ServedStore> stores;
  private final ServerOptions options;
  private final ActivitySink log;
  private final Semaphore room;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();

  private record Client(SocketChannel channel, Thread thread) {}

  /**
   * A server at an open socket.
   *
   * @param path the file to remove at the end; null if it is not ours
   * @param stores opens the store once for each client
   * @param log is told who comes
   */
  public DaemonServer(
      ServerSocketChannel socket,
      @Nullable Path path,
      Admission admission,
      Supplier<ServedStore> stores,
      ServerOptions options,
      ActivitySink log) {
    this.socket = socket;
    this.path = path;
    this.admission = admission;
    this.stores = stores;
    this.options = options;
    this.log = log;
    this.room = new Semaphore(options.clients());
  }

  /**
   * Opens a socket that everybody can reach. One that somebody left behind is replaced. The file gets its name last:
   * whoever sees it can connect.
   */
  public static ServerSocketChannel listen(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path draft = path.resolveSibling("." + ProcessHandle.current().pid());
    Files.deleteIfExists(draft);
    try {
      return named(FileSocket.listen(draft, BACKLOG), draft, path);
    } catch (IOException failed) {
      Files.deleteIfExists(draft);
      throw new IOException("cannot bind to socket '" + path + "': " + failed.getMessage(), failed);
    }
  }

  private static ServerSocketChannel named(ServerSocketChannel socket, Path draft, Path path)
      throws IOException {
    try {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-rw-rw-"));
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  /** Serves until the server is closed, or the thread is interrupted. */
  public void run() throws IOException {
    while (true) {
      SocketChannel channel;
      try {
        room.acquire();
        channel = socket.accept();
      } catch (ClosedChannelException | InterruptedException closed) {
        return;
      }
      // A platform thread: databases and locks block in the kernel.
      Thread thread = Thread.ofPlatform().daemon().name("client").unstarted(() -> serve(channel));
      Client client = new Client(channel, thread);
      clients.add(client);
      thread.start();
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      Peer peer = Peer.of(channel);
      boolean trusted = admission.admit(peer);
      log.message(
          Level.INFO,
          "accepted connection from user " + peer.user() + (trusted ? " (trusted)" : ""));
      try (ServedStore served = stores.get()) {
        ServerSession.serve(Transport.of(channel), served, trusted, options);
      }
    } catch (RuntimeException refused) {
      log.message(Level.ERROR, "error: " + refused.getMessage());
    } catch (IOException | InterruptedException gone) {
      log.message(Level.CHATTY, "a client went away: " + gone.getMessage());
    } finally {
      clients.removeIf(client -> client.channel().equals(channel));
      room.release();
    }
  }

  /** Lets nobody in any more, and ends what is done for those who are there. */
  @Override
  public void close() throws IOException {
    socket.close();
    if (path != null) {
      Files.deleteIfExists(path);
    }
    for (Client client : clients) {
      client.thread().interrupt();
      client.channel().close();
    }
    for (Client client : clients) {
      join(client.thread());
    }
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
