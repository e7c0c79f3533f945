package dev.firn.app.command;

import java.net.InetSocketAddress;

/** An address to listen at, as it stands in a command line. */
public final class ListenAddress {
  private static final String USUAL_HOST = "127.0.0.1";

  private ListenAddress() {}

  /**
   * Reads {@code HOST:PORT} or {@code PORT}, which is at 127.0.0.1.
   *
   * @throws UsageException if it is neither
   */
  public static InetSocketAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      return new InetSocketAddress(colon <= 0 ? USUAL_HOST : text.substring(0, colon), port);
    } catch (IllegalArgumentException bad) {
      throw new UsageException("'" + text + "' is not an address to listen at: HOST:PORT");
    }
  }
}
