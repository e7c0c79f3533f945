package dev.firn.deploy.probe;

import dev.firn.deploy.probe.Answer.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Whether somebody listens. */
final class TcpQuestion {
  private static final byte[] THIS_MACHINE = {127, 0, 0, 1};

  private TcpQuestion() {}

  static Answer ask(ProbeArguments arguments) throws InterruptedException {
    String host = arguments.text("host");
    int port = arguments.number("port", 0);
    String where = (host == null ? "port " : host + ":") + port;
    try (SocketChannel _ = connect(host, port)) {
      return new Answer(Kind.READY, where + " takes connections");
    } catch (ClosedByInterruptException given) {
      throw new InterruptedException();
    } catch (IOException failed) {
      return new Answer(Kind.NOT_YET, where + ": " + failed.getMessage());
    }
  }

  /**
   * A connection; a thread that waits for it can be interrupted.
   *
   * @param host null for this machine
   */
  static SocketChannel connect(@Nullable String host, int port) throws IOException {
    InetAddress address =
        host == null ? InetAddress.getByAddress(THIS_MACHINE) : InetAddress.getByName(host);
    return SocketChannel.open(new InetSocketAddress(address, port));
  }
}
