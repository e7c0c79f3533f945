package dev.firn.proxy.route;

import java.util.Locale;

/**
 * Requests of one kind, and where they go.
 *
 * @param host the name that the client asks for, in small letters; empty for any
 * @param path the folder that the requested path is in, with a slash at its start and none at its end; empty for any
 * @param address the name or address of the machine that answers
 * @param port the port there
 */
public record Route(String host, String path, String address, int port) {
  /** Makes the host small, and takes the slash from the end of the path. */
  public Route {
    host = host.toLowerCase(Locale.ROOT);
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /**
   * Whether a request goes this way.
   *
   * @param requestedHost in small letters, without a port
   */
  boolean matches(String requestedHost, String requestedPath) {
    return (host.isEmpty() || host.equals(requestedHost)) && holds(requestedPath);
  }

  /** {@code /a} holds {@code /a} and {@code /a/b}, and not {@code /ab}. */
  private boolean holds(String requestedPath) {
    return requestedPath.startsWith(path)
        && (requestedPath.length() == path.length() || requestedPath.charAt(path.length()) == '/');
  }
}
