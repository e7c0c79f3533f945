package dev.firn.base.sys;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A program that this process goes on as: it keeps number, terminal, standard streams and working directory. */
public final class OtherProgram {
  private static final int FIRST_FILE = 3;
  private static final int CLOSE_ON_EXEC = 1 << 2; // CLOSE_RANGE_CLOEXEC
  private static final int SIGNALS_SIZE = 128; // sigset_t
  private static final int SET_MASK = 2; // SIG_SETMASK

  private static final NativeFunction EXECUTE = NativeFunction.of("execve");
  private static final NativeFunction CLOSE_RANGE = NativeFunction.of("close_range");
  private static final NativeFunction SIGNAL_MASK = NativeFunction.of("pthread_sigmask");

  private OtherProgram() {}

  /**
   * Becomes the program. Open files other than the standard streams are closed, and no signal is held back. All strings are bytes.
   *
   * @param program the path of its file
   * @param arguments its name first
   * @param environment words {@code NAME=VALUE}
   * @return never normally
   * @throws IOException if it cannot be executed
   */
  public static IOException become(String program, List<String> arguments, List<String> environment)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      int _ = CLOSE_RANGE.call(state, FIRST_FILE, -1, CLOSE_ON_EXEC);
      int _ =
          SIGNAL_MASK.call(state, SET_MASK, arena.allocate(SIGNALS_SIZE).address(), Native.NULL);
      int _ =
          EXECUTE.call(
              state,
              Native.string(arena, program),
              Native.strings(arena, arguments),
              Native.strings(arena, environment));
      throw new IOException("executing '" + program + "': " + Native.message(state));
    }
  }
}
