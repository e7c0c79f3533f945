package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;

/** A listening socket that a process was started with, as systemd passes it. */
public final class InheritedSocket {
  /** The first descriptor that is passed. */
  private static final int FIRST = 3;

  private static final int STANDARD_INPUT = 0;
  private static final MethodHandle DUPLICATE =
      Native.function("dup2", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  private InheritedSocket() {}

  /**
   * Takes the socket over. Java takes sockets at standard input only, so it is put there: for processes that read nothing from it.
   *
   * @throws IOException if the first descriptor that is passed is no listening socket
   */
  public static ServerSocketChannel listening() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      if ((int) DUPLICATE.invokeExact(Native.state(arena), FIRST, STANDARD_INPUT) < 0) {
        throw new IOException("there is no socket at descriptor " + FIRST);
      }
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
    Channel channel = System.inheritedChannel();
    if (channel instanceof ServerSocketChannel socket) {
      return socket;
    }
    throw new IOException("descriptor " + FIRST + " is no socket that listens");
  }
}
