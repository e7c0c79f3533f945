package dev.firn.process.manager.supervisord;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The processes of a supervisord that was killed: they live on, nobody watches them, and a new supervisord would start each a second time. */
final class Orphans {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 20;

  private final String server;

  /** The processes of the supervisord at that socket. */
  Orphans(Path socket) {
    this.server = "unix://" + socket;
  }

  /** Ends those of some programs: asked first, then killed. Must not be called while a supervisord watches them. */
  void end(Predicate<String> programs) throws InterruptedException {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses().filter(one -> isOf(one, programs)).toList();
    left.forEach(ProcessHandle::destroy);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (left.stream().anyMatch(ProcessHandle::isAlive)) {
      if (System.nanoTime() > end) {
        left.forEach(ProcessHandle::destroyForcibly);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean isOf(ProcessHandle process, Predicate<String> programs) {
    return Origin.of(process)
        .filter(origin -> origin.server().equals(server) && programs.test(origin.program()))
        .isPresent();
  }
}
