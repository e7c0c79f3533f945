package dev.firn.process.manager.supervisord;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The supervisord of Debian. */
final class SystemInstance implements Instance {
  @Override
  public Path programs() {
    return Path.of(Supervisord.SYSTEM_SCOPE);
  }

  @Override
  public Path socket() {
    return Path.of("/run/supervisor.sock");
  }

  @Override
  public @Nullable String unavailable() {
    return new Rpc(socket()).answers()
        ? null
        : "supervisord does not run on this machine (nobody answers at "
            + socket()
            + "): start it, such as with 'service supervisor start', or choose a directory for one of Firn's own as the"
            + " scope";
  }

  @Override
  public boolean ensureRunning() {
    return false;
  }

  @Override
  public void refresh() {
    // It reads the files where they are.
  }

  @Override
  public void endOrphans(Set<String> programs) {
    // Whoever starts it again sees to them.
  }

  @Override
  public void afterRemoval() {
    // It is not Firn's.
  }
}
