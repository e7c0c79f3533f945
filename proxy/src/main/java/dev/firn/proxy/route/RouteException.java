package dev.firn.proxy.route;

/** A file of routes cannot be used. */
public final class RouteException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RouteException(String message) {
    super(message);
  }
}
