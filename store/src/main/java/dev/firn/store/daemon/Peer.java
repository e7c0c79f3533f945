package dev.firn.store.daemon;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * Who is at the other end of a socket, as the kernel says.
 *
 * @param user the name of the user; the number, if he has none
 * @param group the name of the group that he is in from the start; the number, if it has none
 */
public record Peer(String user, String group) {
  /** Asks the kernel. */
  public static Peer of(SocketChannel channel) throws IOException {
    UnixDomainPrincipal principal = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
    return new Peer(
        Latin1.ofUnicode(principal.user().getName()),
        Latin1.ofUnicode(principal.group().getName()));
  }
}
