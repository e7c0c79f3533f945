package dev.firn.app.serving;

import dev.firn.app.console.Surroundings;
import dev.firn.app.realise.Interrupts;
import dev.firn.app.settings.Settings;
import dev.firn.store.protocol.ServedStore;
import dev.firn.store.protocol.Transport;
import dev.firn.store.serve.ServeSession;
import java.io.IOException;

/** {@code nix-store --serve}: answers a client on standard input and output. */
public final class ServeOperation {
  private ServeOperation() {}

  /**
   * Serves until the client goes away.
   *
   * @param writable whether it may change the store and build
   * @throws IOException if it does not speak the protocol, or goes away in the middle of something
   */
  public static void run(boolean writable, Settings settings, Surroundings surroundings)
      throws IOException {
    Transport transport =
        new Transport(surroundings.input(), surroundings.output().stream(), () -> {});
    try (Interrupts _ = Interrupts.listen();
        ServedStore served = ClientStore.open(settings, surroundings)) {
      ServeSession.serve(transport, served, writable, surroundings.messages().activities());
    } catch (InterruptedException gone) {
      throw new IOException("the client went away", gone);
    }
  }
}
