package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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

  private static final NativeFunction SPAWN = NativeFunction.of("posix_spawn");
  private static final NativeFunction INIT_ATTRIBUTES = NativeFunction.of("posix_spawnattr_init");
  private static final NativeFunction SET_FLAGS = NativeFunction.of("posix_spawnattr_setflags");
  private static final NativeFunction SET_DEFAULTS =
      NativeFunction.of("posix_spawnattr_setsigdefault");
  private static final NativeFunction SET_SIGNAL_MASK =
      NativeFunction.of("posix_spawnattr_setsigmask");
  private static final NativeFunction FILL_SIGNALS = NativeFunction.of("sigfillset");
  private static final NativeFunction INIT_ACTIONS =
      NativeFunction.of("posix_spawn_file_actions_init");
  private static final NativeFunction ADD_OPEN =
      NativeFunction.of("posix_spawn_file_actions_addopen");
  private static final NativeFunction ADD_DUPLICATE =
      NativeFunction.of("posix_spawn_file_actions_adddup2");
  private static final NativeFunction ADD_CHANGE_DIRECTORY =
      NativeFunction.of("posix_spawn_file_actions_addchdir_np");
  private static final NativeFunction ADD_CLOSE_FROM =
      NativeFunction.of("posix_spawn_file_actions_addclosefrom_np");
  private static final NativeFunction DESTROY_ACTIONS =
      NativeFunction.of("posix_spawn_file_actions_destroy");
  private static final NativeFunction UMASK = NativeFunction.of("umask");

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
      int _ = DESTROY_ACTIONS.call(state, actions.address());
      if (result != 0) {
        throw new IOException("executing '" + order.program() + "': " + Native.message(result));
      }
      return process.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /** The mask belongs to the whole process, so it is changed for the moment of the start only, and by one thread at a time. */
  private static synchronized int spawn(
      Order order, MemorySegment process, MemorySegment actions, Arena arena, MemorySegment state)
      throws IOException {
    int mask = UMASK.call(state, order.mask());
    try {
      return SPAWN.call(
          state,
          process.address(),
          Native.string(arena, order.program()),
          actions.address(),
          attributes(arena, state).address(),
          Native.strings(arena, order.arguments()),
          Native.strings(arena, order.environment()));
    } finally {
      int _ = UMASK.call(state, mask);
    }
  }

  private static MemorySegment attributes(Arena arena, MemorySegment state) throws IOException {
    MemorySegment attributes = arena.allocate(ATTRIBUTES_SIZE, Long.BYTES);
    MemorySegment all = arena.allocate(SIGNALS_SIZE, Long.BYTES);
    MemorySegment none = arena.allocate(SIGNALS_SIZE, Long.BYTES);
    check(FILL_SIGNALS.call(state, all.address()));
    check(INIT_ATTRIBUTES.call(state, attributes.address()));
    check(SET_FLAGS.call(state, attributes.address(), FLAGS));
    check(SET_DEFAULTS.call(state, attributes.address(), all.address()));
    check(SET_SIGNAL_MASK.call(state, attributes.address(), none.address()));
    return attributes;
  }

  private static MemorySegment actions(Order order, Arena arena, MemorySegment state)
      throws IOException {
    MemorySegment actions = arena.allocate(ACTIONS_SIZE, Long.BYTES);
    check(INIT_ACTIONS.call(state, actions.address()));
    open(actions, 0, "/dev/null", READ_ONLY, arena, state);
    open(actions, 2, order.output(), order.outputFlags(), arena, state);
    check(ADD_DUPLICATE.call(state, actions.address(), 2, 1));
    int next = FIRST_FILE;
    for (Path file : order.files()) {
      open(actions, next, BytePaths.bytes(file), READ_ONLY, arena, state);
      next++;
    }
    check(ADD_CLOSE_FROM.call(state, actions.address(), next));
    long directory = Native.string(arena, BytePaths.bytes(order.directory()));
    check(ADD_CHANGE_DIRECTORY.call(state, actions.address(), directory));
    return actions;
  }

  private static void open(
      MemorySegment actions,
      int descriptor,
      String file,
      int flags,
      Arena arena,
      MemorySegment state)
      throws IOException {
    long name = Native.string(arena, file);
    check(ADD_OPEN.call(state, actions.address(), descriptor, name, flags, OUTPUT_MODE));
  }

  private static void check(int error) throws IOException {
    if (error != 0) {
      throw new IOException("cannot prepare a process: " + Native.message(error));
    }
  }
}
