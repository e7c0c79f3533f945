package dev.firn.realise.build;

import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.local.LocalStore;
import dev.firn.store.local.PathLocks;
import dev.firn.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The locks of the outputs of a derivation. Whoever has it built holds them, wherever that is: in all processes, Nix's among them. */
public final class OutputLocks {
  private static final int FIRST_WAIT_MS = 10;
  private static final int LONGEST_WAIT_MS = 500;

  private OutputLocks() {}

  /** Waits for the locks of all outputs. Outputs whose paths are not known are locked by name. */
  public static PathLocks lock(LocalStore store, BuildRequest request, BuildLog log)
      throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, DerivationOutput> output : request.derivation().outputs().entrySet()) {
      StorePath path = output.getValue().knownPath();
      files.add(
          path == null
              ? store.location().files().resolve(request.path().baseName() + "." + output.getKey())
              : store.location().files(path));
    }
    // Nothing may have been added to the store before.
    store.options().disk().createDirectories(store.location().links());
    int wait = FIRST_WAIT_MS;
    for (PathLocks locks = PathLocks.tryLock(files); ; locks = PathLocks.tryLock(files)) {
      if (locks != null) {
        return locks;
      }
      if (wait == FIRST_WAIT_MS) {
        log.waiting("waiting for lock on " + shown(files));
      }
      Thread.sleep(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }

  private static String shown(List<Path> files) {
    return String.join(", ", files.stream().map(file -> "'" + file + "'").toList());
  }
}
