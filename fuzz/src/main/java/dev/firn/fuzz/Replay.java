package dev.firn.fuzz;

import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tries inputs again, each for itself. */
public final class Replay {
  /** The first try loads classes and compiles. */
  private static final int TRIES = 3;

  private Replay() {}

  /**
   * Tries files: {@code TARGET FILE...}. Prints how long each takes at best, and ends with the first failure; exit code 3 says that an
   * input takes longer than a second, 1 that one failed or does not end.
   */
  public static void main(String[] args) throws IOException {
    Target target = Targets.named(args[0]);
    Watchdog watchdog = new Watchdog(input -> System.out.println("an input that does not end"));
    boolean slow = false;
    for (int i = 1; i < args.length; i++) {
      String input = Latin1.string(Files.readAllBytes(Path.of(args[i])));
      watchdog.next(input);
      long milliseconds = best(target, input);
      System.out.println(args[i] + ": " + milliseconds + " ms");
      slow |= milliseconds > 1000;
    }
    System.exit(slow ? 3 : 0);
  }

  private static long best(Target target, String input) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      target.check(input);
      best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
    }
    return best;
  }
}
