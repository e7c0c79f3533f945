package dev.firn.store.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.firn.base.disk.Disk;
import dev.firn.base.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A process of its own that does something to a store. The kernel may kill it at a named point, and whoever watches its system calls sees
 * where it is: before each change of a file and at each point it asks about a file in {@link #MARKS}.
 */
public final class CrashProgram {
  /** The folder, which is not there, of the files that it asks about: {@code step/NAME} and {@code point/NAME}. */
  static final Path MARKS = Path.of("/crash-marks");

  private static final String POINT = "reached ";

  private CrashProgram() {}

  /** What is done. */
  @FunctionalInterface
  public interface Work {
    /** Does it, below that directory. */
    void run(Path place, Disk disk) throws IOException;
  }

  /**
   * What the process does.
   *
   * @param killAt the point at which it is killed; an empty one lists all points that are reached
   */
  public static void perform(Path place, String killAt, Work work) throws IOException {
    TreeSet<String> points = new TreeSet<>();
    work.run(place, new FaultyDisk(Disk.REAL, (_, step) -> note(step, killAt, points)));
    points.forEach(System.out::println);
  }

  private static void note(String step, String killAt, TreeSet<String> points) {
    if (!step.startsWith(POINT)) {
      Files.exists(MARKS.resolve("step/" + step));
      return;
    }
    String point = step.substring(POINT.length());
    Files.exists(MARKS.resolve("point/" + point));
    points.add(point);
    if (point.equals(killAt)) {
      kill();
    }
  }

  private static void kill() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Thread.sleep(60_000);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /**
   * Runs a program whose main method calls {@link #perform}.
   *
   * @param watcher a command that runs what follows it; empty for none
   * @param status the exit status that it must have
   * @return the points that it lists
   */
  public static List<String> run(
      List<String> watcher, Class<?> program, int status, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(watcher);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = process.inputReader().readAllLines();
    assertEquals(status, process.waitFor(), () -> String.join(" ", arguments));
    return lines;
  }
}
