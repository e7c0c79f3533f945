package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that was started with exactly the arguments, variables and open files that it is told to have. Java's own processes get
 * their arguments in the encoding of the locale, which loses bytes.
 *
 * <p>It runs in a session of its own, so it has no terminal that it could read from, and can be killed with the processes that it
 * starts. The mask for new files is 022. Uses the GNU C library 2.34 or newer.
 */
public final class ChildProcess {
  private static final int TERMINAL_FLAGS = 02 | 0400; // O_RDWR, O_NOCTTY
  private static final int KILL = 9;
  private static final int MASK = 022;

  private static final NativeFunction WAIT = NativeFunction.of("waitpid");
  private static final NativeFunction SEND = NativeFunction.of("kill");

  private static final NativeFunction LIMIT = NativeFunction.of("prlimit");
  private static final int CORE = 4; // RLIMIT_CORE

  private final int process;
  private boolean waited;

  /**
   * What to start. All strings are bytes.
   *
   * @param program the file to execute
   * @param arguments its arguments, with the name that it is called by before them
   * @param environment its variables, as {@code NAME=VALUE}
   * @param directory the working directory
   * @param terminal the file that is standard output and standard error; standard input is empty
   * @param files files that are open for reading, as the descriptors from 3 on
   */
  public record Launch(
      String program,
      List<String> arguments,
      List<String> environment,
      Path directory,
      String terminal,
      List<Path> files) {}

  private ChildProcess(int process) {
    this.process = process;
  }

  /**
   * Starts a program. The kernel may tie its life to that of the calling thread.
   *
   * @throws IOException if it cannot be executed
   */
  public static ChildProcess start(Launch launch) throws IOException {
    int process =
        Spawn.start(
            new Spawn.Order(
                launch.program(),
                launch.arguments(),
                launch.environment(),
                launch.directory(),
                launch.terminal(),
                TERMINAL_FLAGS,
                launch.files(),
                MASK));
    forbidCoreDumps(process);
    return new ChildProcess(process);
  }

  /** By default; a program may allow them again. */
  private static void forbidCoreDumps(int process) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment limit = arena.allocate(ValueLayout.JAVA_LONG, 2);
      if (LIMIT.call(state, process, CORE, Native.NULL, limit.address()) == 0) {
        limit.setAtIndex(ValueLayout.JAVA_LONG, 0, 0);
        int _ = LIMIT.call(state, process, CORE, limit.address(), Native.NULL);
      }
    }
  }

  /** Its number. */
  public int process() {
    return process;
  }

  /** Kills it, and all processes of its session's first group. Does nothing if it was waited for. */
  public synchronized void kill() throws IOException {
    if (waited) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      // The group may not be there yet, or not any more: then there is the process alone.
      int _ = SEND.call(state, -process, KILL);
      int _ = SEND.call(state, process, KILL);
    }
  }

  /** Waits until it has ended. May be called once. */
  public ExitStatus await() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      int result;
      do {
        result = WAIT.call(state, process, status.address(), 0);
      } while (result < 0 && Native.errno(state) == Native.EINTR);
      if (result < 0) {
        throw new IOException("cannot wait for a process: " + Native.message(state));
      }
      synchronized (this) {
        waited = true;
      }
      return new ExitStatus(status.get(ValueLayout.JAVA_INT, 0));
    }
  }
}
