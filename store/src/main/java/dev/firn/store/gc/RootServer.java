package dev.firn.store.gc;

import dev.firn.base.sys.FileSocket;
import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.StorePath;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes temporary roots from other processes while a collection runs: lines with paths, each answered by {@code 1} when the path is safe.
 * One that is being deleted right now is answered when it is gone.
 */
final class RootServer implements Closeable {
  private static final int MAX_LINE = 8192;

  private final StoreLocation location;
  private final ServerSocketChannel server;
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

  /** The digits of paths that must stay. The monitor of this object guards this and what follows. */
  private final Set<String> kept = new HashSet<>();

  private final Set<String> pending = new HashSet<>();
  private List<StorePath> arrived = new ArrayList<>();

  private RootServer(StoreLocation location, ServerSocketChannel server) {
    this.location = location;
    this.server = server;
  }

  /**
   * Makes a socket at which nobody listens, if there is none; before the lock of the collection is taken. An old Nix
   * that finds the lock taken tries again where nobody listens, but fails where there is no file.
   */
  static void prepare(StoreLocation location) throws IOException {
    Path socket = location.collectionSocket();
    Files.createDirectories(socket.resolveSibling(""));
    if (Files.notExists(socket)) {
      try {
        listen(socket).close();
      } catch (BindException _) {
        // Somebody else has just made one.
      }
    }
  }

  /** Begins to listen. Who has the lock of the collection may. */
  static RootServer start(StoreLocation location) throws IOException {
    Path socket = location.collectionSocket();
    Path draft = socket.resolveSibling("new");
    Files.createDirectories(socket.resolveSibling(""));
    Files.deleteIfExists(draft);
    ServerSocketChannel channel = listen(draft);
    try {
      Files.move(draft, socket, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
    RootServer server = new RootServer(location, channel);
    Thread.ofVirtual().name("roots for the collection").start(server::accept);
    return server;
  }

  private static ServerSocketChannel listen(Path socket) throws IOException {
    ServerSocketChannel channel = FileSocket.listen(socket, 0);
    try {
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
      return channel;
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = server.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      // The collection is over.
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(client), StandardCharsets.ISO_8859_1));
      for (String line = line(lines); !line.isEmpty(); line = line(lines)) {
        StorePath path = location.dir().find(line);
        if (path != null) {
          keep(path);
        }
        client.write(ByteBuffer.wrap(new byte[] {'1'}));
      }
    } catch (IOException gone) {
      // Who does not listen any more does not need the answer.
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }

  /** The next line without its end; empty at the end of the stream, or if it is too long for a path. */
  private static String line(BufferedReader source) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = source.read(); c >= 0 && line.length() < MAX_LINE; c = source.read()) {
      if (c == '\n') {
        return line.toString();
      }
      line.append((char) c);
    }
    return "";
  }

  private synchronized void keep(StorePath path) throws InterruptedException {
    if (kept.add(path.hashPart())) {
      arrived.add(path);
    }
    while (pending.contains(path.hashPart())) {
      wait();
    }
  }

  /** Adds paths that must stay. */
  synchronized void keepAll(Collection<StorePath> paths) {
    for (StorePath path : paths) {
      if (kept.add(path.hashPart())) {
        arrived.add(path);
      }
    }
  }

  /** Whether a path must stay: it or another one with the same digits was told. */
  synchronized boolean isKept(StorePath path) {
    return kept.contains(path.hashPart());
  }

  /** The paths that were told since the last call. */
  synchronized List<StorePath> takeArrived() {
    List<StorePath> taken = arrived;
    arrived = new ArrayList<>();
    return taken;
  }

  /**
   * Begins to delete paths: from now on, whoever tells one of them waits for {@link #deleted}. Gives false and begins nothing if some
   * paths arrived that were not taken yet.
   */
  synchronized boolean begin(Collection<StorePath> paths) {
    if (!arrived.isEmpty()) {
      return false;
    }
    paths.forEach(path -> pending.add(path.hashPart()));
    return true;
  }

  /** A path is gone, or stays after all. */
  synchronized void deleted(StorePath path) {
    pending.remove(path.hashPart());
    notifyAll();
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      pending.clear();
      notifyAll();
    }
    server.close();
    for (SocketChannel client : clients) {
      client.close();
    }
  }
}
