package dev.firn.store.local;

import dev.firn.base.sys.FileSocket;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells a collection that runs, ours or Nix's, which paths must stay: a line each, answered by {@code 1}. Not for several threads. */
final class CollectionClient implements AutoCloseable {
  private static final int WAIT_MS = 100;

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

  private static SocketChannel connect(Path socket) throws IOException {
    try {
      return FileSocket.connect(socket);
    } catch (SocketException failed) {
      throw failed;
    } catch (IOException failed) {
      throw new SocketException(failed.getMessage());
    }
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
