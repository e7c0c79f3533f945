package dev.firn.base.sys;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

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

  private static final NativeFunction OPEN = NativeFunction.of("open");
  private static final NativeFunction UNLOCK = NativeFunction.of("unlockpt");
  private static final NativeFunction NAME = NativeFunction.of("ptsname_r");
  private static final NativeFunction GET = NativeFunction.of("tcgetattr");
  private static final NativeFunction MAKE_RAW = NativeFunction.of("cfmakeraw");
  private static final NativeFunction SET = NativeFunction.of("tcsetattr");
  private static final NativeFunction POLL = NativeFunction.of("poll");
  private static final NativeFunction READ = NativeFunction.of("read");
  private static final NativeFunction CLOSE = NativeFunction.of("close");

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
      int descriptor = OPEN.call(state, Native.string(arena, "/dev/ptmx"), OPEN_FLAGS);
      check(descriptor, "open", state);
      try {
        return new PseudoTerminal(descriptor, prepare(descriptor, arena, state));
      } catch (IOException failed) {
        int _ = CLOSE.call(state, descriptor);
        throw failed;
      }
    }
  }

  private static String prepare(int descriptor, Arena arena, MemorySegment state)
      throws IOException {
    check(UNLOCK.call(state, descriptor), "unlock", state);
    MemorySegment name = arena.allocate(NAME_SIZE);
    check(-NAME.call(state, descriptor, name.address(), NAME_SIZE), "name", state);
    MemorySegment modes = arena.allocate(TERMIOS_SIZE, Long.BYTES);
    check(GET.call(state, descriptor, modes.address()), "read the modes of", state);
    int _ = MAKE_RAW.call(state, modes.address());
    check(SET.call(state, descriptor, SET_NOW, modes.address()), "set the modes of", state);
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
    int ready = POLL.call(state, poll.address(), 1, milliseconds);
    if (ready < 0 && Native.errno(state) != Native.EINTR) {
      throw new IOException("cannot wait for a pseudoterminal: " + Native.message(state));
    }
    if (ready <= 0) {
      return 0;
    }
    long wanted = Math.min(bytes.length, BUFFER);
    long count = READ.callLong(state, descriptor, buffer.address(), wanted);
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
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    int _ = CLOSE.call(state, descriptor);
    arena.close();
  }
}
