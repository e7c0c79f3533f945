package dev.firn.process.manager;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What {@code nice} says to the processes that tests start: they begin with the niceness of the tests. */
public final class Niceness {
  private static final int LARGEST = 19;

  private Niceness() {}

  /** That of a process which asks for so much more than it began with. */
  public static String of(int more) throws Exception {
    Process nice = new ProcessBuilder(List.of("nice")).start();
    String own =
        new String(nice.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    return Integer.toString(Math.min(LARGEST, Integer.parseInt(own) + more));
  }
}
