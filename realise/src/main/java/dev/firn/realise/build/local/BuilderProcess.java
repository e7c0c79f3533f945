package dev.firn.realise.build.local;

import dev.firn.base.sys.ChildProcess;
import dev.firn.base.sys.Confinement;
import dev.firn.base.sys.ExitStatus;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.sys.PseudoTerminal;
import dev.firn.base.text.Latin1;
import dev.firn.realise.build.BuildSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a builder to its end. A thread of its own does so: the rights of that thread are the most that the builder has, and the kernel
 * kills a sandbox when the thread that made it is gone.
 */
final class BuilderProcess {
  private static final int LONGEST_WAIT_MS = 100;
  private static final int BUFFER = 1 << 16;
  private static final int PRIVATE_TO_OWNER = 0600;

  private final Job job;
  private volatile boolean stopped;
  private @Nullable Ended ended;
  private @Nullable Exception failure;

  /**
   * What to run.
   *
   * @param program the file to execute
   * @param arguments its arguments, with its name before them
   * @param environment its variables, as {@code NAME=VALUE}
   * @param directory its working directory
   * @param files files that are open for it, as the descriptors from 3 on
   * @param user as whom it will run; null for the user of this process
   * @param system the platform that it is for
   * @param filter the filter for its system calls; null for none
   * @param limits how long it may run, and how much it may write
   * @param output is given what it writes
   */
  record Job(
      String program,
      List<String> arguments,
      List<String> environment,
      Path directory,
      List<Path> files,
      @Nullable BuildUser user,
      String system,
      byte @Nullable [] filter,
      BuildSettings.Limits limits,
      Output output) {}

  /** Takes what a builder writes. */
  @FunctionalInterface
  interface Output {
    /** Takes some bytes; the array is used again. */
    void write(byte[] bytes, int offset, int length) throws IOException;
  }

  /** Why a builder ended. */
  enum Cause {
    /** It did so itself. */
    ITSELF,
    /** It ran for too long. */
    TIME,
    /** It wrote nothing for too long. */
    SILENCE,
    /** It wrote too much. */
    LOG_SIZE
  }

  /** How a builder ended. */
  record Ended(Cause cause, ExitStatus status) {}

  private BuilderProcess(Job job) {
    this.job = job;
  }

  /**
   * Runs a builder.
   *
   * @throws InterruptedException if the thread is interrupted; the builder was killed then
   * @throws IOException if it cannot be started or what it writes cannot be kept
   */
  static Ended run(Job job) throws IOException, InterruptedException {
    BuilderProcess process = new BuilderProcess(job);
    Thread thread = Thread.ofPlatform().daemon().name("builder").unstarted(process::runAndRemember);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      process.stopped = true;
      joinSurely(thread);
      throw interrupted;
    }
    return process.result();
  }

  private static void joinSurely(Thread thread) {
    while (true) {
      try {
        thread.join();
        return;
      } catch (InterruptedException again) {
        // It is on its way: the caller is told of the first interruption.
      }
    }
  }

  private Ended result() throws IOException {
    if (failure instanceof IOException failed) {
      throw failed;
    }
    if (failure instanceof RuntimeException failed) {
      throw failed;
    }
    if (ended == null) {
      throw new IOException("the builder was not run");
    }
    return ended;
  }

  private void runAndRemember() {
    try {
      ended = run();
    } catch (IOException | RuntimeException failed) {
      failure = failed;
    }
  }

  private Ended run() throws IOException {
    try (PseudoTerminal terminal = PseudoTerminal.open()) {
      if (job.user() != null) {
        Path name = Path.of(terminal.name());
        FileOwnership.setMode(name, PRIVATE_TO_OWNER);
        FileOwnership.give(name, job.user().user(), 0);
      }
      confine();
      ChildProcess child;
      try {
        child = ChildProcess.start(launch(terminal));
      } catch (IOException failed) {
        // What Nix writes when its child cannot execute the builder.
        byte[] text = Latin1.bytes("error: " + failed.getMessage() + "\n");
        job.output().write(text, 0, text.length);
        return new Ended(Cause.ITSELF, ExitStatus.exited(1));
      }
      return follow(terminal, child);
    }
  }

  private void confine() throws IOException {
    Confinement.forbidNewPrivileges();
    if (job.filter() != null) {
      Confinement.filterSystemCalls(job.filter());
    }
    Confinement.forbidForeignAbstractSockets();
    Confinement.setPersonality(job.system(), false);
  }

  private ChildProcess.Launch launch(PseudoTerminal terminal) {
    return new ChildProcess.Launch(
        job.program(),
        job.arguments(),
        job.environment(),
        job.directory(),
        terminal.name(),
        job.files());
  }

  private Ended follow(PseudoTerminal terminal, ChildProcess child) throws IOException {
    Cause cause = Cause.ITSELF;
    try {
      cause = pump(terminal);
    } finally {
      // Whoever has closed its output counts as ended.
      child.kill();
    }
    return new Ended(cause, child.await());
  }

  private Cause pump(PseudoTerminal terminal) throws IOException {
    byte[] bytes = new byte[BUFFER];
    long start = System.nanoTime();
    long lastOutput = start;
    long written = 0;
    while (!stopped) {
      int count = terminal.read(bytes, LONGEST_WAIT_MS);
      if (count < 0) {
        return Cause.ITSELF;
      }
      long now = System.nanoTime();
      if (count > 0) {
        lastOutput = now;
        written += count;
        if (isOver(written, job.limits().logSize())) {
          return Cause.LOG_SIZE;
        }
        job.output().write(bytes, 0, count);
      }
      if (isOver(TimeUnit.NANOSECONDS.toSeconds(now - lastOutput) + 1, job.limits().silence())) {
        return Cause.SILENCE;
      }
      if (isOver(TimeUnit.NANOSECONDS.toSeconds(now - start) + 1, job.limits().time())) {
        return Cause.TIME;
      }
    }
    return Cause.ITSELF;
  }

  private static boolean isOver(long value, long limit) {
    return limit > 0 && value > limit;
  }
}
