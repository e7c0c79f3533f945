package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Lets the user of a supervisor, and nobody else, ask it. One message a connection. */
final class Server {
  private final Places places;
  private final ServerSocketChannel channel;
  private final Conversation conversation;
  private final Turns turns = new Turns();

  private Server(Places places, ServerSocketChannel channel, Conversation conversation) {
    this.places = places;
    this.channel = channel;
    this.conversation = conversation;
  }

  /** Opens the socket and listens on threads of its own. Who has the lock of the folder may. */
  static Server open(Places places, Path folder, Conversation conversation) throws IOException {
    Path socket = folder.resolve(places.socket().getFileName());
    Files.deleteIfExists(socket);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
    Server server = new Server(places, channel, conversation);
    Thread.ofPlatform().daemon().name("accept").start(server::accept);
    return server;
  }

  /** How many are asking. */
  int clients() {
    return turns.size();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = channel.accept();
        Turns.Turn turn = turns.next();
        Thread.ofPlatform().daemon().name("client").start(() -> serve(client, turn));
      }
    } catch (IOException closed) {
      // The supervisor ends.
    }
  }

  private void serve(SocketChannel client, Turns.Turn turn) {
    try (turn;
        client) {
      UnixDomainPrincipal peer = client.getOption(ExtendedSocketOptions.SO_PEERCRED);
      if (peer.user().equals(Files.getOwner(places.folder()))) {
        answer(client, turn);
      }
    } catch (IOException | InterruptedException gone) {
      // Who does not wait gets no answer.
    }
  }

  private void answer(SocketChannel client, Turns.Turn turn)
      throws IOException, InterruptedException {
    DataInputStream source =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)));
    Json message = Frames.read(source);
    Thread.ofVirtual().start(() -> watch(source, turn));
    Json answer = conversation.answer(message, turn);
    DataOutputStream target =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(client)));
    Frames.write(target, answer);
  }

  /** Whoever asked says nothing more, so what comes is the end. */
  private static void watch(DataInputStream source, Turns.Turn turn) {
    try {
      int _ = source.read();
    } catch (IOException closed) {
      // The end too.
    }
    turn.leave();
  }
}
