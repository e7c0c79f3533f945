package dev.firn.store.protocol;

import dev.firn.base.sys.FileSocket;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Two streams to the other side.
 *
 * @param input what the other side says
 * @param output what is said to it
 * @param closer ends the connection
 */
public record Transport(InputStream input, OutputStream output, Closeable closer)
    implements Closeable {
  /** Makes connections. */
  @FunctionalInterface
  public interface Opener {
    /** A new connection. */
    Transport open() throws IOException;
  }

  /** A connection to a socket in the file system. */
  public static Transport socket(Path path) throws IOException {
    try {
      return of(FileSocket.connect(path));
    } catch (IOException failed) {
      throw new IOException(
          "cannot connect to socket at '" + path + "': " + failed.getMessage(), failed);
    }
  }

  /** An open connection. */
  public static Transport of(SocketChannel channel) {
    return new Transport(
        Channels.newInputStream(channel), Channels.newOutputStream(channel), channel);
  }

  @Override
  public void close() throws IOException {
    closer.close();
  }
}
