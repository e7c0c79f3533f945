package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;

/** A listening socket that a process was started with, as systemd passes it. */
public final class InheritedSocket {
  /** The first descriptor that is passed. */
  private static final int FIRST = 3;

  private static final int STANDARD_INPUT = 0;
  private static final NativeFunction DUPLICATE = NativeFunction.of("dup2");

  private InheritedSocket() {}

  /**
   * Takes the socket over. Java takes sockets at standard input only, so it is put there: for processes that read nothing from it.
   *
   * @throws IOException if the first descriptor that is passed is no listening socket
   */
  public static ServerSocketChannel listening() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      if (DUPLICATE.call(Native.state(arena), FIRST, STANDARD_INPUT) < 0) {
        throw new IOException("there is no socket at descriptor " + FIRST);
      }
    }
    Channel channel = System.inheritedChannel();
    if (channel instanceof ServerSocketChannel socket) {
      return socket;
    }
    throw new IOException("descriptor " + FIRST + " is no socket that listens");
  }
}
