package dev.firn.base.http;

import java.net.URI;
import java.util.function.BiConsumer;

/** Adds credentials to requests. It is asked again for each attempt, and for each address that a server redirects to. */
@FunctionalInterface
public interface Authorizer {
  /** Adds none. */
  Authorizer NONE = (method, uri, header) -> {};

  /**
   * Adds headers to a request.
   *
   * @param header takes a name and a value
   */
  void authorize(String method, URI uri, BiConsumer<String, String> header);
}
