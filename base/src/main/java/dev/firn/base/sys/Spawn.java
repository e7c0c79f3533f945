package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts programs with exactly the arguments, variables and open files that they are told to have, each in a session of its own. Standard
 * input is empty, no signal is held back or ignored. Uses the GNU C library 2.34 or newer.
 */
final class Spawn {
  private static final int ATTRIBUTES_SIZE = 512; // more than any posix_spawnattr_t
  private static final int ACTIONS_SIZE = 256; // more than any posix_spawn_file_actions_t
  private static final int SIGNALS_SIZE = 128; // sigset_t
  private static final short FLAGS = 0x80 | 0x08 | 0x04; // SETSID, SETSIGMASK, SETSIGDEF
  private static final int FIRST_FILE = 3;
  private static final int OUTPUT_MODE = 0640;
  private static final int READ_ONLY = 0; // O_RDONLY

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

  private Spawn() {}

  /**
   * What to start. All strings are bytes.
   *
   * @param program the file to execute
   * @param arguments its arguments, with the name that it is called by before them
   * @param environment its variables, as {@code NAME=VALUE}
   * @param directory the working directory
   * @param output the file that is standard output and standard error
   * @param outputFlags how to open it, as {@code open} takes them
   * @param files files that are open for reading, as the descriptors from 3 on
   * @param mask for new files
   */
  record Order(
      String program,
      List<String> arguments,
      List<String> environment,
      Path directory,
      String output,
      int outputFlags,
      List<Path> files,
      int mask) {}

  /**
   * Starts a program, and gives the number of its process.
   *
   * @throws IOException if it cannot be executed
   */
  static int start(Order order) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      MemorySegment actions = actions(order, arena, state);
      MemorySegment process = arena.allocate(ValueLayout.JAVA_INT);
      int result = spawn(order, process, actions, arena, state);
      int _ = (int) DESTROY_ACTIONS.invokeExact(state, actions);
      if (result != 0) {
        throw new IOException("executing '" + order.program() + "': " + Native.message(result));
      }
      return process.get(ValueLayout.JAVA_INT, 0);
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }

  /** The mask belongs to the whole process, so it is changed for the moment of the start only, and by one thread at a time. */
  private static synchronized int spawn(
      Order order, MemorySegment process, MemorySegment actions, Arena arena, MemorySegment state)
      throws Throwable {
    int mask = (int) UMASK.invokeExact(state, order.mask());
    try {
      return (int)
          SPAWN.invokeExact(
              state,
              process,
              Native.string(arena, order.program()),
              actions,
              attributes(arena, state),
              Native.strings(arena, order.arguments()),
              Native.strings(arena, order.environment()));
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

  private static MemorySegment actions(Order order, Arena arena, MemorySegment state)
      throws Throwable {
    MemorySegment actions = arena.allocate(ACTIONS_SIZE, Long.BYTES);
    check((int) INIT_ACTIONS.invokeExact(state, actions));
    open(actions, 0, "/dev/null", READ_ONLY, arena, state);
    open(actions, 2, order.output(), order.outputFlags(), arena, state);
    check((int) ADD_DUPLICATE.invokeExact(state, actions, 2, 1));
    int next = FIRST_FILE;
    for (Path file : order.files()) {
      open(actions, next, BytePaths.bytes(file), READ_ONLY, arena, state);
      next++;
    }
    check((int) ADD_CLOSE_FROM.invokeExact(state, actions, next));
    MemorySegment directory = Native.string(arena, BytePaths.bytes(order.directory()));
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
    check((int) ADD_OPEN.invokeExact(state, actions, descriptor, name, flags, OUTPUT_MODE));
  }

  private static void check(int error) throws IOException {
    if (error != 0) {
      throw new IOException("cannot prepare a process: " + Native.message(error));
    }
  }
}
