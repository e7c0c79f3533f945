package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
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
  private static final int ATTRIBUTES_SIZE = 512; // more than any posix_spawnattr_t
  private static final int ACTIONS_SIZE = 256; // more than any posix_spawn_file_actions_t
  private static final int SIGNALS_SIZE = 128; // sigset_t
  private static final short FLAGS = 0x80 | 0x08 | 0x04; // SETSID, SETSIGMASK, SETSIGDEF
  private static final int FIRST_FILE = 3;
  private static final int READ_ONLY = 0; // O_RDONLY
  private static final int TERMINAL_FLAGS = 02 | 0400; // O_RDWR, O_NOCTTY
  private static final int KILL = 9;
  private static final int MASK = 022;

  private static final MethodHandle SPAWN =
      Native.function(
          "posix_spawn",
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS);
  private static final MethodHandle INIT_ATTRIBUTES =
      Native.function("posix_spawnattr_init", ValueLayout.ADDRESS);
  private static final MethodHandle SET_FLAGS =
      Native.function("posix_spawnattr_setflags", ValueLayout.ADDRESS, ValueLayout.JAVA_SHORT);
  private static final MethodHandle SET_DEFAULTS =
      Native.function("posix_spawnattr_setsigdefault", ValueLayout.ADDRESS, ValueLayout.ADDRESS);
  private static final MethodHandle SET_SIGNAL_MASK =
      Native.function("posix_spawnattr_setsigmask", ValueLayout.ADDRESS, ValueLayout.ADDRESS);
  private static final MethodHandle FILL_SIGNALS =
      Native.function("sigfillset", ValueLayout.ADDRESS);
  private static final MethodHandle INIT_ACTIONS =
      Native.function("posix_spawn_file_actions_init", ValueLayout.ADDRESS);
  private static final MethodHandle ADD_OPEN =
      Native.function(
          "posix_spawn_file_actions_addopen",
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT);
  private static final MethodHandle ADD_DUPLICATE =
      Native.function(
          "posix_spawn_file_actions_adddup2",
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT);
  private static final MethodHandle ADD_CHANGE_DIRECTORY =
      Native.function(
          "posix_spawn_file_actions_addchdir_np", ValueLayout.ADDRESS, ValueLayout.ADDRESS);
  private static final MethodHandle ADD_CLOSE_FROM =
      Native.function(
          "posix_spawn_file_actions_addclosefrom_np", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle DESTROY_ACTIONS =
      Native.function("posix_spawn_file_actions_destroy", ValueLayout.ADDRESS);
  private static final MethodHandle UMASK = Native.function("umask", ValueLayout.JAVA_INT);
  private static final MethodHandle WAIT =
      Native.function("waitpid", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle SEND =
      Native.function("kill", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);

  private static final MethodHandle LIMIT =
      Native.function(
          "prlimit",
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS);
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
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment actions = actions(launch, arena, state);
      MemorySegment process = arena.allocate(ValueLayout.JAVA_INT);
      int result = spawn(launch, process, actions, arena, state);
      int _ = (int) DESTROY_ACTIONS.invokeExact(state, actions);
      if (result != 0) {
        throw new IOException("executing '" + launch.program() + "': " + Native.message(result));
      }
      int number = process.get(ValueLayout.JAVA_INT, 0);
      forbidCoreDumps(number, arena, state);
      return new ChildProcess(number);
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }

  /** By default; a program may allow them again. */
  private static void forbidCoreDumps(int process, Arena arena, MemorySegment state)
      throws Throwable {
    MemorySegment limit = arena.allocate(ValueLayout.JAVA_LONG, 2);
    if ((int) LIMIT.invokeExact(state, process, CORE, MemorySegment.NULL, limit) == 0) {
      limit.setAtIndex(ValueLayout.JAVA_LONG, 0, 0);
      int _ = (int) LIMIT.invokeExact(state, process, CORE, limit, MemorySegment.NULL);
    }
  }

  /** The mask belongs to the whole process, so it is changed for the moment of the start only, and by one thread at a time. */
  private static synchronized int spawn(
      Launch launch, MemorySegment process, MemorySegment actions, Arena arena, MemorySegment state)
      throws Throwable {
    int mask = (int) UMASK.invokeExact(state, MASK);
    try {
      return (int)
          SPAWN.invokeExact(
              state,
              process,
              Native.string(arena, launch.program()),
              actions,
              attributes(arena, state),
              Native.strings(arena, launch.arguments()),
              Native.strings(arena, launch.environment()));
    } finally {
      int _ = (int) UMASK.invokeExact(state, mask);
    }
  }

  private static MemorySegment attributes(Arena arena, MemorySegment state) throws Throwable {
    MemorySegment attributes = arena.allocate(ATTRIBUTES_SIZE, Long.BYTES);
    MemorySegment all = arena.allocate(SIGNALS_SIZE, Long.BYTES);
    MemorySegment none = arena.allocate(SIGNALS_SIZE, Long.BYTES);
    check((int) FILL_SIGNALS.invokeExact(state, all));
    check((int) INIT_ATTRIBUTES.invokeExact(state, attributes));
    check((int) SET_FLAGS.invokeExact(state, attributes, FLAGS));
    check((int) SET_DEFAULTS.invokeExact(state, attributes, all));
    check((int) SET_SIGNAL_MASK.invokeExact(state, attributes, none));
    return attributes;
  }

  private static MemorySegment actions(Launch launch, Arena arena, MemorySegment state)
      throws Throwable {
    MemorySegment actions = arena.allocate(ACTIONS_SIZE, Long.BYTES);
    check((int) INIT_ACTIONS.invokeExact(state, actions));
    open(actions, 0, "/dev/null", READ_ONLY, arena, state);
    open(actions, 2, launch.terminal(), TERMINAL_FLAGS, arena, state);
    check((int) ADD_DUPLICATE.invokeExact(state, actions, 2, 1));
    int next = FIRST_FILE;
    for (Path file : launch.files()) {
      open(actions, next, BytePaths.bytes(file), READ_ONLY, arena, state);
      next++;
    }
    check((int) ADD_CLOSE_FROM.invokeExact(state, actions, next));
    MemorySegment directory = Native.string(arena, BytePaths.bytes(launch.directory()));
    check((int) ADD_CHANGE_DIRECTORY.invokeExact(state, actions, directory));
    return actions;
  }

  private static void open(
      MemorySegment actions,
      int descriptor,
      String file,
      int flags,
      Arena arena,
      MemorySegment state)
      throws Throwable {
    MemorySegment name = Native.string(arena, file);
    check((int) ADD_OPEN.invokeExact(state, actions, descriptor, name, flags, 0));
  }

  private static void check(int error) throws IOException {
    if (error != 0) {
      throw new IOException("cannot prepare a process: " + Native.message(error));
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
      int _ = (int) SEND.invokeExact(state, -process, KILL);
      int _ = (int) SEND.invokeExact(state, process, KILL);
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }

  /** Waits until it has ended. May be called once. */
  public ExitStatus await() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      int result;
      do {
        result = (int) WAIT.invokeExact(state, process, status, 0);
      } while (result < 0 && Native.errno(state) == Native.EINTR);
      if (result < 0) {
        throw new IOException("cannot wait for a process: " + Native.message(state));
      }
      synchronized (this) {
        waited = true;
      }
      return new ExitStatus(status.get(ValueLayout.JAVA_INT, 0));
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }
}
