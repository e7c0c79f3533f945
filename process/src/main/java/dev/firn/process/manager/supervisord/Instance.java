package dev.firn.process.manager.supervisord;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A supervisord: where it is told of programs, and how it is reached. */
interface Instance {
  /** The directory of its programs. */
  Path programs();

  /** The socket that it answers at. */
  Path socket();

  /** Why it cannot be used; null if it runs, or can be started. */
  @Nullable String unavailable();

  /**
   * Called before programs are started.
   *
   * @return whether it was started by this call, and so has read all of its programs and starts them
   * @throws IOException if it cannot be started
   */
  boolean ensureRunning() throws IOException, InterruptedException;

  /** Called when files of programs are new, before supervisord is told to read them. */
  void refresh() throws IOException;

  /** Ends processes of those programs that a supervisord which was killed has left. Called while none runs. */
  void endOrphans(Set<String> programs) throws InterruptedException;

  /** Called after programs were removed, or their files changed while they run on. */
  void afterRemoval() throws IOException, InterruptedException;
}
