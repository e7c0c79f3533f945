package dev.firn.base.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** How large a terminal is. */
public final class TerminalSize {
  /** Of Linux, for all processors but alpha, mips, powerpc and sparc. */
  private static final long TIOCGWINSZ = 0x5413;

  private static final int SIZE = 8;
  private static final int COLUMNS = 2;

  private TerminalSize() {}

  /** How many columns the terminal behind a file descriptor has; 0 if there is none, or it does not say. */
  public static int columns(int descriptor) {
    NativeFunction ioctl = NativeFunction.of("ioctl");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(SIZE);
      int result = ioctl.call(Native.state(arena), descriptor, TIOCGWINSZ, size.address());
      return result < 0 ? 0 : Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, COLUMNS));
    }
  }
}
