package dev.firn.process.manager.supervisord;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The processes of a supervisord that was killed: they live on, nobody watches them, and a new supervisord would start each a second time.
 * They are known by the variables that supervisord gives to what it starts.
 */
final class Orphans {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 20;

  private final String server;

  /** The processes of the supervisord at that socket. */
  Orphans(Path socket) {
    this.server = "\0SUPERVISOR_SERVER_URL=unix://" + socket + "\0";
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
    String environment = environment(process);
    return environment.contains(server) && program(environment).filter(programs).isPresent();
  }

  private static Optional<String> program(String environment) {
    String start = "\0SUPERVISOR_PROCESS_NAME=";
    int at = environment.indexOf(start);
    int end = environment.indexOf('\0', at + start.length());
    return at < 0 || end < 0
        ? Optional.empty()
        : Optional.of(environment.substring(at + start.length(), end));
  }

  private static String environment(ProcessHandle process) {
    try {
      return "\0"
          + Latin1.string(Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ")));
    } catch (IOException goneOrOfOthers) {
      return "";
    }
  }
}
