package dev.firn.store.ssh;

import dev.firn.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Whom to connect to. All texts are bytes.
 *
 * @param user as whom; null for as {@code ssh} thinks right
 * @param host which machine; never empty, and never something that {@code ssh} takes for an option
 * @param port where it listens; 0 for where {@code ssh} thinks right
 */
public record SshTarget(@Nullable String user, String host, int port) {
  private static final int LAST_PORT = 65_535;

  /**
   * Takes {@code [USER@]HOST[:PORT]} apart. An address with colons stands in brackets.
   *
   * @throws StoreException with Nix's message, if it is nothing that {@code ssh} may get
   */
  public static SshTarget parse(String text) {
    int at = text.lastIndexOf('@');
    String user = at < 0 ? null : text.substring(0, at);
    String place = text.substring(at + 1);
    int colon = place.lastIndexOf(':');
    int port = 0;
    if (colon > place.indexOf(']') && colon >= 0) {
      port = port(place.substring(colon + 1), text);
      place = place.substring(0, colon);
    }
    if (place.startsWith("[") && place.endsWith("]")) {
      place = place.substring(1, place.length() - 1);
    }
    check(user, "user name", text);
    check(place, "host name", text);
    return new SshTarget(user, place, port);
  }

  private static int port(String digits, String whole) {
    try {
      int port = Integer.parseInt(digits);
      if (port > 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException bad) {
      // Falls through to the same message.
    }
    throw invalid(whole, "'" + digits + "' is no port");
  }

  private static void check(@Nullable String name, String what, String whole) {
    if (name == null) {
      return;
    }
    if (name.isEmpty()) {
      throw invalid(whole, what + " must not be empty");
    }
    if (name.startsWith("-")) {
      throw invalid(whole, what + " '" + name + "' must not start with '-'");
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) == '/') {
        throw invalid(whole, what + " '" + name + "' has a character that names have not");
      }
    }
  }

  private static StoreException invalid(String whole, String reason) {
    return new StoreException("invalid SSH authority: '" + whole + "': " + reason);
  }

  /** Whether it is this machine, under the name for which Nix does without {@code ssh}. */
  boolean isHere() {
    return host.equals("localhost");
  }

  /** What {@code ssh} is told: user and host. */
  String destination() {
    return user == null ? host : user + "@" + host;
  }

  /** How files of known hosts call the machine. */
  String knownName() {
    return port == 0 ? host : "[" + host + "]:" + port;
  }
}
