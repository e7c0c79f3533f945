package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;

/**
 * All children of this process, also those that it inherits from others. For a process that starts nothing in any other way, because the
 * ends of all children are taken here.
 */
public final class Children {
  private static final int SET_CHILD_SUBREAPER = 36; // PR_SET_CHILD_SUBREAPER
  private static final int APPEND_FLAGS =
      01 | 0100 | 02000 | 0400 | 0400000; // O_WRONLY, O_CREAT, O_APPEND, O_NOCTTY, O_NOFOLLOW
  private static final int ANY = 0; // P_ALL
  private static final int ENDED_AND_KEEP = 0x4 | 0x01000000; // WEXITED, WNOWAIT
  private static final int INFO_SIZE = 128; // siginfo_t
  private static final long INFO_PROCESS = 16; // si_pid
  private static final int NO_CHILD = 10; // ECHILD

  private static final NativeFunction PRCTL = NativeFunction.of("prctl");
  private static final NativeFunction WAIT_ID = NativeFunction.of("waitid");
  private static final NativeFunction WAIT = NativeFunction.of("waitpid");

  /**
   * A program to start. All strings are bytes.
   *
   * @param arguments the path of the program first
   * @param environment its variables, as {@code NAME=VALUE}
   * @param directory the working directory
   * @param log the file that its output is added to; made if it is not there, not followed if it is a symbolic link
   * @param mask for new files
   */
  public record Start(
      List<String> arguments, List<String> environment, Path directory, Path log, int mask) {}

  private Children() {}

  /** From now on, processes whose parent ends become children of this process, if they descend from it. */
  public static void inheritOrphans() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      if (PRCTL.call(state, SET_CHILD_SUBREAPER, 1) < 0) {
        throw new IOException("cannot inherit orphans: " + Native.message(state));
      }
    }
  }

  /**
   * Starts a program in a session of its own, with an empty standard input, and gives the number of its process.
   *
   * @throws IOException if it cannot be executed
   */
  public static int start(Start start) throws IOException {
    return Spawn.start(
        new Spawn.Order(
            start.arguments().getFirst(),
            start.arguments(),
            start.environment(),
            start.directory(),
            BytePaths.bytes(start.log()),
            APPEND_FLAGS,
            List.of(),
            start.mask()));
  }

  /** Waits until a child has ended, and gives its number, which stays its own until {@link #reap}. 0 if there is no child. */
  public static int awaitEnd() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment info = arena.allocate(INFO_SIZE, Long.BYTES);
      while (WAIT_ID.call(state, ANY, 0, info.address(), ENDED_AND_KEEP) < 0) {
        if (Native.errno(state) == NO_CHILD) {
          return 0;
        }
        if (Native.errno(state) != Native.EINTR) {
          throw new IOException("cannot wait for children: " + Native.message(state));
        }
      }
      return info.get(ValueLayout.JAVA_INT, INFO_PROCESS);
    }
  }

  /** Takes the end of a child that has ended; its number may become that of another process. */
  public static ExitStatus reap(int process) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      if (WAIT.call(state, process, status.address(), 0) < 0) {
        throw new IOException("cannot wait for a child: " + Native.message(state));
      }
      return new ExitStatus(status.get(ValueLayout.JAVA_INT, 0));
    }
  }
}
