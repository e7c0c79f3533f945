package dev.firn.base.sys;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The end of a terminal at which a program reads what other programs write to it. Those see a terminal, so they write line by line; but
 * what they write comes unchanged. Not for several threads at once.
 */
public final class PseudoTerminal implements Closeable {
  private static final int OPEN_FLAGS = 02 | 0400 | 02000000; // O_RDWR, O_NOCTTY, O_CLOEXEC
  private static final int TERMIOS_SIZE = 128; // more than any struct termios
  private static final int NAME_SIZE = 128;
  private static final int SET_NOW = 0; // TCSANOW
  private static final short READABLE = 1; // POLLIN
  private static final int POLL_EVENTS = 4;
  private static final int POLL_SIZE = 8;
  private static final int BUFFER = 1 << 16;

  private static final MethodHandle OPEN =
      Native.variadic("open", 2, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
  private static final MethodHandle UNLOCK = Native.function("unlockpt", ValueLayout.JAVA_INT);
  private static final MethodHandle NAME =
      Native.function(
          "ptsname_r", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle GET =
      Native.function("tcgetattr", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private static final MethodHandle MAKE_RAW = Native.procedure("cfmakeraw", ValueLayout.ADDRESS);
  private static final MethodHandle SET =
      Native.function("tcsetattr", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  private static final MethodHandle POLL =
      Native.function("poll", ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
  private static final MethodHandle READ =
      Native.longFunction("read", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle CLOSE = Native.function("close", ValueLayout.JAVA_INT);

  private final int descriptor;
  private final String name;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment state = Native.state(arena);
  private final MemorySegment buffer = arena.allocate(BUFFER);
  private final MemorySegment poll = arena.allocate(POLL_SIZE, POLL_EVENTS);
  private boolean open = true;

  private PseudoTerminal(int descriptor, String name) {
    this.descriptor = descriptor;
    this.name = name;
    poll.set(ValueLayout.JAVA_INT, 0, descriptor);
    poll.set(ValueLayout.JAVA_SHORT, POLL_EVENTS, READABLE);
  }

  /** Makes a terminal. Only the thread that made it may use it. */
  public static PseudoTerminal open() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = Native.state(arena);
      int descriptor = (int) OPEN.invokeExact(state, Native.string(arena, "/dev/ptmx"), OPEN_FLAGS);
      check(descriptor, "open", state);
      try {
        return new PseudoTerminal(descriptor, prepare(descriptor, arena, state));
      } catch (IOException failed) {
        int _ = (int) CLOSE.invokeExact(state, descriptor);
        throw failed;
      }
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }

  private static String prepare(int descriptor, Arena arena, MemorySegment state) throws Throwable {
    check((int) UNLOCK.invokeExact(state, descriptor), "unlock", state);
    MemorySegment name = arena.allocate(NAME_SIZE);
    check(-(int) NAME.invokeExact(state, descriptor, name, (long) NAME_SIZE), "name", state);
    MemorySegment modes = arena.allocate(TERMIOS_SIZE, Long.BYTES);
    check((int) GET.invokeExact(state, descriptor, modes), "read the modes of", state);
    MAKE_RAW.invokeExact(modes);
    check((int) SET.invokeExact(state, descriptor, SET_NOW, modes), "set the modes of", state);
    return name.getString(0);
  }

  private static void check(int result, String what, MemorySegment state) throws IOException {
    if (result < 0) {
      throw new IOException("cannot " + what + " a pseudoterminal: " + Native.message(state));
    }
  }

  /** The path under which other programs open it. */
  public String name() {
    return name;
  }

  /**
   * Reads some of what was written.
   *
   * @param milliseconds how long to wait for it
   * @return how many bytes; 0 if nothing was written in that time, -1 if all that had it open have closed it
   */
  public int read(byte[] bytes, int milliseconds) throws IOException {
    try {
      int ready = (int) POLL.invokeExact(state, poll, 1L, milliseconds);
      if (ready < 0 && Native.errno(state) != Native.EINTR) {
        throw new IOException("cannot wait for a pseudoterminal: " + Native.message(state));
      }
      if (ready <= 0) {
        return 0;
      }
      long wanted = Math.min(bytes.length, BUFFER);
      long count = (long) READ.invokeExact(state, descriptor, buffer, wanted);
      if (count < 0 && Native.errno(state) == Native.EINTR) {
        return 0;
      }
      if (count < 0 && Native.errno(state) != Native.EIO) {
        throw new IOException("cannot read from a pseudoterminal: " + Native.message(state));
      }
      if (count <= 0) {
        return -1;
      }
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, (int) count);
      return (int) count;
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    }
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try {
      int _ = (int) CLOSE.invokeExact(state, descriptor);
    } catch (Throwable failed) {
      throw Native.rethrow(failed);
    } finally {
      arena.close();
    }
  }
}
