package dev.firn.store.daemon;

import dev.firn.store.wire.WireException;
import dev.firn.store.wire.WireReader;
import dev.firn.store.wire.WireWriter;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;

/** The first words between a client and a server, as the server says them. */
final class ServerGreeting {
  private ServerGreeting() {}

  /** Agrees on a version. */
  static Protocol exchange(WireReader reader, WireWriter writer) throws IOException {
    if (reader.number() != Protocol.CLIENT_MAGIC) {
      throw new WireException("protocol mismatch");
    }
    writer.number(Protocol.SERVER_MAGIC);
    writer.number(Protocol.word(Protocol.NEWEST));
    writer.flush();
    int theirs = Protocol.minor(reader.number());
    if (theirs < Protocol.OLDEST) {
      throw new WireException("the Nix client version is too old");
    }
    int minor = Math.min(theirs, Protocol.NEWEST);
    SortedSet<String> features = new TreeSet<>();
    if (minor >= Protocol.WITH_FEATURES) {
      features = Protocol.common(reader.strings());
      writer.strings(Protocol.known());
      writer.flush();
    }
    return new Protocol(minor, features);
  }

  /**
   * Says who the server is.
   *
   * @param version the version of Nix that it behaves like
   * @param trusted whether it trusts the client
   */
  static void introduce(ServerChannel channel, String version, boolean trusted) throws IOException {
    WireReader reader = channel.reader();
    Protocol protocol = channel.protocol();
    if (protocol.since(14) && reader.number() != 0) {
      reader.number(); // a wish for a processor
    }
    if (protocol.since(11)) {
      reader.number(); // a wish for reserved space
    }
    if (protocol.since(33)) {
      channel.writer().string(version);
    }
    if (protocol.since(35)) {
      channel.writer().number(trusted ? 1 : 2);
    }
    channel.sink().end();
    channel.writer().flush();
  }
}
