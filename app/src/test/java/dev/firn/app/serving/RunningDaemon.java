package dev.firn.app.serving;

import dev.firn.app.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** {@code firn daemon} in this process, for the store in a folder. */
final class RunningDaemon implements AutoCloseable {
  private static final long STEP = 20;

  private final Path socket;
  private final CompletableFuture<Run.Outcome> end = new CompletableFuture<>();
  private final Thread thread;

  /** Starts one, and waits until it listens. */
  RunningDaemon(Path directory, String settings, String... options) {
    socket = directory.resolve("daemon.socket");
    Run run =
        new Run(directory)
            .with("NIX_DAEMON_SOCKET_PATH", socket.toString())
            .with("NIX_CONFIG", settings);
    String[] line = new String[options.length + 1];
    line[0] = "daemon";
    System.arraycopy(options, 0, line, 1, options.length);
    thread = Thread.ofPlatform().start(() -> end.complete(run.firn(line)));
    try {
      while (!Files.exists(socket) && !end.isDone()) {
        Thread.sleep(STEP);
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** What its store is called. */
  String store() {
    return "unix://" + socket;
  }

  /** Ends it, and gives what it said. */
  Run.Outcome stop() {
    thread.interrupt();
    return end.join();
  }

  @Override
  public void close() {
    stop();
  }
}
