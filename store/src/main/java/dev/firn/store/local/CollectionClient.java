package dev.firn.store.local;

import dev.firn.base.sys.LockFile;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells a collection that runs, ours or Nix's, which paths must stay: a line each, answered by {@code 1}. Not for several threads. */
final class CollectionClient implements AutoCloseable {
  private static final int WAIT_MS = 100;
  private static final int MAX_ADDRESS = 100;

  private final Path socket;
  private @Nullable SocketChannel channel;

  CollectionClient(Path socket) {
    this.socket = socket;
  }

  /**
   * Tells a path, and waits until it is safe. Gives false if there is nobody to tell: the collection has ended, or does not listen yet.
   */
  boolean tell(String path) throws IOException {
    try {
      SocketChannel open = channel;
      if (open == null) {
        open = connect(socket);
        channel = open;
      }
      return exchange(open, path);
    } catch (SocketException nobody) {
      close();
      pause();
      return false;
    } catch (IOException ended) {
      close();
      return false;
    }
  }

  /** Connects; an address that is too long for the system goes by a handle of its directory. */
  private static SocketChannel connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      if (socket.toString().length() <= MAX_ADDRESS) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
      }
      try (LockFile directory = LockFile.openDirectory(parent(socket))) {
        Path name = directory.handle().resolve(socket.getFileName());
        channel.connect(UnixDomainSocketAddress.of(name));
        return channel;
      }
    } catch (IOException failed) {
      channel.close();
      throw failed instanceof SocketException ? failed : new SocketException(failed.getMessage());
    }
  }

  private static Path parent(Path socket) {
    Path parent = socket.getParent();
    return parent == null ? socket : parent;
  }

  private boolean exchange(SocketChannel open, String path) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(Latin1.bytes(path + "\n"));
    while (line.hasRemaining()) {
      open.write(line);
    }
    ByteBuffer answer = ByteBuffer.allocate(1);
    if (open.read(answer) == 1 && answer.get(0) == '1') {
      return true;
    }
    close();
    return false;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(WAIT_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the garbage collector");
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
