package dev.firn.app.console;

import dev.firn.base.sys.TerminalSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells which of the standard streams are a terminal. */
public final class Terminals {
  private static final int USUAL_WIDTH = 80;

  private Terminals() {}

  /** How many columns the terminal that standard error is has. */
  public static int width() {
    int columns = TerminalSize.columns(2);
    return columns > 0 ? columns : USUAL_WIDTH;
  }

  /**
   * Whether a file descriptor of this process is a terminal. Asks {@code /proc}, which is much quicker than what the JDK has for it; where
   * there is none, nothing is a terminal.
   *
   * @param descriptor 0, 1 or 2
   */
  public static boolean isTerminal(int descriptor) {
    try {
      String name = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return name.startsWith("/dev/pts/")
          || name.startsWith("/dev/tty")
          || name.equals("/dev/console");
    } catch (IOException _) {
      return false;
    }
  }
}
