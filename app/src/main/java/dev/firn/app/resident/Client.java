package dev.firn.app.resident;

import dev.firn.app.console.Surroundings;
import dev.firn.app.recall.Transcript;
import dev.firn.base.sys.ProcessBytes;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Lets the resident evaluator of the user run a command. */
public final class Client {
  /** The command was not run, and nothing was written. */
  public static final int NOT_RUN = -1;

  private Client() {}

  /** Whether a command is one that a resident evaluator runs, and the user wants one. */
  public static boolean isFor(String command, Surroundings surroundings) {
    return switch (command) {
      case "eval", "instantiate", "nix-instantiate" ->
          "1".equals(surroundings.environment().get("FIRN_RESIDENT"));
      default -> false;
    };
  }

  /**
   * Lets the evaluator run a command, and writes what it wrote. If there is none, one is started for later commands.
   *
   * @return the exit status, or {@link #NOT_RUN}
   */
  public static int run(String[] arguments, Surroundings surroundings) {
    Answer answer = ask(arguments, surroundings);
    if (answer.status() != NOT_RUN) {
      Transcript.write(
          answer.written(), surroundings.output().stream(), surroundings.messages().stream());
    }
    return answer.status();
  }

  /** What an evaluator says of a command: its exit status, and what it wrote. */
  private record Answer(int status, byte[] written) {
    static final Answer NONE = new Answer(NOT_RUN, new byte[0]);
  }

  private static Answer ask(String[] arguments, Surroundings surroundings) {
    try {
      Place place = Place.of(surroundings.environment());
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(place.socket()));
        return ask(channel, arguments, surroundings);
      } catch (IOException nobody) {
        Launch.start(place);
      }
    } catch (IOException noPlace) {
      // The command runs here, as it would without an evaluator.
    }
    return Answer.NONE;
  }

  private static Answer ask(SocketChannel channel, String[] arguments, Surroundings surroundings)
      throws IOException {
    DataOutputStream target =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 14));
    new Request(
            List.of(arguments),
            ProcessBytes.variables(),
            surroundings.directory(),
            surroundings.messages().isColoured(),
            surroundings.isInteractive())
        .write(target);
    target.flush();
    DataInputStream source = new DataInputStream(Channels.newInputStream(channel));
    int status = source.readInt();
    byte[] written = source.readNBytes(source.readInt());
    return new Answer(status, written);
  }
}
