package dev.firn.store.daemon;

import java.util.Collection;
import java.util.List;

/**
 * How a server serves.
 *
 * @param version the version of Nix that it tells clients to be
 * @param trustedSubstituters the substituters that every client may use
 * @param clients how many clients are served at once; the others wait
 */
public record ServerOptions(String version, Collection<String> trustedSubstituters, int clients) {
  /** Copies the collection. */
  public ServerOptions {
    trustedSubstituters = List.copyOf(trustedSubstituters);
  }
}
