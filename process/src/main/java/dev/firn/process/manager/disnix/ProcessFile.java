package dev.firn.process.manager.disnix;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.process.description.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A process as Dysnomia knows it: a file that a shell reads, with the variables {@code process} and {@code pidFile}. The others are
 * Firn's.
 *
 * @param script what starts it
 * @param pidFile where its process id is
 * @param logFile where it writes what it prints: bytes
 * @param stop how it is asked to end
 */
record ProcessFile(Path script, Path pidFile, String logFile, Stop stop) {
  private static final String SCRIPT = "process";
  private static final String PID_FILE = "pidFile";
  private static final String LOG_FILE = "logFile";
  private static final String SIGNAL = "stopSignal";
  private static final String TIMEOUT = "stopTimeout";

  /** The text of the file. Times are milliseconds. */
  String text() {
    return line(SCRIPT, BytePaths.bytes(script))
        + line(PID_FILE, BytePaths.bytes(pidFile))
        + line(LOG_FILE, logFile)
        + line(SIGNAL, stop.signal())
        + line(TIMEOUT, Long.toString(stop.timeout().toMillis()));
  }

  private static String line(String name, String value) {
    return name + "='" + value.replace("'", "'\\''") + "'\n";
  }

  /**
   * Reads a file, also one that upstream has written. Without a PID file it is where Dysnomia looks for it.
   *
   * @throws IOException if it cannot be read, or names no script
   */
  static ProcessFile read(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    for (String line : Latin1.string(Files.readAllBytes(file)).lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
      }
    }
    String script = values.get(SCRIPT);
    if (script == null) {
      throw new IOException(file + " does not say what starts the process");
    }
    Path program = BytePaths.of(script);
    return new ProcessFile(
        program,
        BytePaths.of(
            values.getOrDefault(
                PID_FILE, "/var/run/" + BytePaths.bytes(program.getFileName()) + ".pid")),
        values.getOrDefault(LOG_FILE, "/dev/null"),
        stop(values, file));
  }

  private static Stop stop(Map<String, String> values, Path file) throws IOException {
    try {
      String timeout = values.get(TIMEOUT);
      return new Stop(
          values.getOrDefault(SIGNAL, Stop.DEFAULT.signal()),
          timeout == null ? Stop.DEFAULT.timeout() : Duration.ofMillis(Long.parseLong(timeout)));
    } catch (NumberFormatException _) {
      throw new IOException(file + " has a '" + TIMEOUT + "' that is no number");
    }
  }

  private static String unquoted(String word) {
    boolean single = word.length() > 1 && word.startsWith("'") && word.endsWith("'");
    return single ? word.substring(1, word.length() - 1).replace("'\\''", "'") : word;
  }
}
