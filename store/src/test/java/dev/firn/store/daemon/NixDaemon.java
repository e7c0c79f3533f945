package dev.firn.store.daemon;

import dev.firn.store.nix.ReferenceNix;
import dev.firn.store.protocol.Transport;
import java.io.IOException;

/** Nix's daemon as a process, spoken to by its standard streams. */
final class NixDaemon {
  private NixDaemon() {}

  /** Starts a daemon for one connection. */
  static Transport start(ReferenceNix nix) throws IOException {
    Process process = nix.start("nix-daemon", "--stdio");
    return new Transport(
        process.getInputStream(),
        process.getOutputStream(),
        () -> {
          process.getOutputStream().close();
          process.destroy();
        });
  }
}
