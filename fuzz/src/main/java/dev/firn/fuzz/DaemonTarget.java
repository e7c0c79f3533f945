package dev.firn.fuzz;

import dev.firn.base.text.Latin1;
import dev.firn.store.MemoryStore;
import dev.firn.store.PathInfo;
import dev.firn.store.StoreException;
import dev.firn.store.daemon.ServerOptions;
import dev.firn.store.daemon.ServerSession;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * What clients of the daemon say: a client that is not trusted gets nothing into the store but what follows from its content, and no
 * mistake of the program comes to light.
 */
final class DaemonTarget implements Target {
  private static final String MISTAKE = "java.lang.";

  /** How the server serves. */
  static final ServerOptions OPTIONS = new ServerOptions("2.36.0", List.of(), 1);

  @Override
  public void check(String input) {
    MemoryStore store = new MemoryStore(StoreDir.DEFAULT);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    Transport transport = new Transport(Archived.stream(input), output, () -> {});
    try {
      ServerSession.serve(transport, new SeparateStore(store, true), false, OPTIONS);
    } catch (IOException | InterruptedException | StoreException end) {
      // The client is gone, or was never one.
    }
    boolean _ = Thread.interrupted(); // a client that goes away interrupts what is done for it
    String answer = Latin1.string(output.toByteArray());
    Target.require(
        input.contains(MISTAKE) || !answer.contains(MISTAKE), "a mistake came to light: " + answer);
    for (StorePath path : store.allValidPaths()) {
      PathInfo info = store.info(path);
      Target.require(info.isContentAddressed(store.dir()), path + " came in without a signature");
    }
  }
}
