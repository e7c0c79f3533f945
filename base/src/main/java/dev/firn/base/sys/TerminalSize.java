package dev.firn.base.sys;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** How large a terminal is. */
public final class TerminalSize {
  /** Of Linux, for all processors but alpha, mips, powerpc and sparc. */
  private static final long TIOCGWINSZ = 0x5413;

  private static final int SIZE = 8;
  private static final int COLUMNS = 2;

  private TerminalSize() {}

  /** How many columns the terminal behind a file descriptor has; 0 if there is none, or it does not say. */
  public static int columns(int descriptor) {
    MethodHandle ioctl =
        Native.variadic(
            "ioctl", 2, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(SIZE);
      int result = (int) ioctl.invokeExact(Native.state(arena), descriptor, TIOCGWINSZ, size);
      return result < 0 ? 0 : Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, COLUMNS));
    } catch (RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
