package dev.firn.base.sys;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Sockets in the file system. An address that is too long for the system goes by a handle of its directory. */
public final class FileSocket {
  /** What {@code sun_path} holds besides the zero at its end. */
  private static final int MAX_ADDRESS = 107;

  private FileSocket() {}

  /** Does something with an address. */
  @FunctionalInterface
  private interface Use {
    void of(UnixDomainSocketAddress address) throws IOException;
  }

  /** Connects to a socket. */
  public static SocketChannel connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      use(socket, channel::connect);
      return channel;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /**
   * Makes a socket, where no file may be.
   *
   * @param backlog how many may wait to be accepted; 0 for the usual number
   */
  public static ServerSocketChannel listen(Path socket, int backlog) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      use(socket, address -> channel.bind(address, backlog));
      return channel;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  private static void use(Path socket, Use use) throws IOException {
    Path directory = socket.toAbsolutePath().getParent();
    if (directory == null || BytePaths.bytes(socket).length() <= MAX_ADDRESS) {
      use.of(UnixDomainSocketAddress.of(socket));
      return;
    }
    try (LockFile handle = LockFile.openDirectory(directory)) {
      use.of(UnixDomainSocketAddress.of(handle.handle().resolve(socket.getFileName())));
    }
  }
}
