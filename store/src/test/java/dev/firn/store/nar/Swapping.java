package dev.firn.store.nar;

import dev.firn.base.sys.Renames;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A process of its own that exchanges a directory for a symbolic link, and back, as often as it can, until its input ends. It gives a byte
 * for every hundred times.
 */
final class Swapping implements Closeable {
  private static final int TIMES = 100;

  private final Process process;
  private int hundreds;

  /** Starts exchanging those two. They need not be there yet. */
  Swapping(Path directory, Path link) throws IOException {
    process = JavaProcess.start(Swapping.class, directory.toString(), link.toString());
  }

  /** What the process does. */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    Path link = Path.of(arguments[1]);
    InputStream input = System.in;
    for (int done = 0; input.available() == 0; ) {
      try {
        Renames.exchange(directory, link);
        done++;
        if (done % TIMES == 0) {
          System.out.write('x');
          System.out.flush();
        }
      } catch (IOException missing) {
        // It is not there at the moment.
      }
    }
  }

  /** How often they were exchanged at least. */
  int times() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the process has ended");
    }
    while (process.getInputStream().available() > 0) {
      if (process.getInputStream().read() == 'x') {
        hundreds++;
      }
    }
    return hundreds * TIMES;
  }

  /** Ends the process, and waits for it. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    process.onExit().join();
  }
}
