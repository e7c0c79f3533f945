package dev.firn.process.manager.disnix;

import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.driver.Health;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.single.Calls;
import dev.firn.process.manager.single.PidFile;
import dev.firn.process.manager.single.Service;
import dev.firn.process.manager.single.ServiceControl;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what Dysnomia's module for processes does, and what that leaves out: a PID file of a process that ended is no process, and a stop
 * waits until the process has ended.
 */
final class DisnixControl implements ServiceControl {
  /** What the script is called that starts a process, after its name. */
  static final String WRAPPER = "-process-wrapper";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 50;

  private static final String WITH_LOG = "mkdir -p -- \"${1%/*}\" && exec \"$0\" >> \"$1\" 2>&1";

  private final Calls calls;

  DisnixControl(Calls calls) {
    this.calls = calls;
  }

  @Override
  public String packageFolder() {
    return "etc/dysnomia/process";
  }

  @Override
  public @Nullable String nameOf(String file) {
    return file.endsWith(WRAPPER) ? null : file;
  }

  @Override
  public Mark.Comment comment() {
    return Mark.Comment.HASH;
  }

  @Override
  public void start(Service service) throws IOException, InterruptedException {
    ProcessFile file = ProcessFile.read(service.file());
    if (PidFile.find(file.pidFile()).isPresent()) {
      return;
    }
    Files.deleteIfExists(file.pidFile());
    // What it prints otherwise would keep the caller waiting for its end.
    calls.tell("/bin/sh", "-c", WITH_LOG, BytePaths.bytes(file.script()), file.logFile());
    for (long left = PATIENCE.toMillis();
        PidFile.find(file.pidFile()).isEmpty();
        left -= PAUSE_MILLIS) {
      if (left <= 0) {
        throw new IOException(file.pidFile() + " names no process that lives");
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public void stop(Service service) throws IOException, InterruptedException {
    ProcessFile file = ProcessFile.read(service.file());
    Optional<ProcessHandle> process = PidFile.find(file.pidFile());
    if (process.isEmpty()) {
      return;
    }
    // It may end between the look and the signal.
    calls.ask("kill", "-s", file.stop().signal(), Long.toString(process.get().pid()));
    await(process.get(), file.stop().timeout());
    Files.deleteIfExists(file.pidFile());
  }

  private static void await(ProcessHandle process, Duration patience) throws InterruptedException {
    for (long left = patience.toMillis(); process.isAlive(); left -= PAUSE_MILLIS) {
      if (left <= 0) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public void signal(Service service, String signal) throws IOException, InterruptedException {
    String number =
        PidFile.find(ProcessFile.read(service.file()).pidFile())
            .map(one -> Long.toString(one.pid()))
            .orElseThrow(() -> new IOException(service.name() + " does not run"));
    calls.tell("kill", "-s", signal, number);
  }

  @Override
  public Health health(Service service) throws IOException {
    ProcessFile file = ProcessFile.read(service.file());
    Optional<ProcessHandle> process = PidFile.find(file.pidFile());
    if (process.isPresent()) {
      return new Health(
          Health.State.RUNNING,
          process.get().pid(),
          process.get().info().startInstant().orElse(null),
          -1,
          "");
    }
    return Files.exists(file.pidFile())
        ? new Health(Health.State.FAILED, null, null, -1, "it ended by itself")
        : new Health(Health.State.STOPPED, null, null, -1, "");
  }
}
