package dev.firn.fuzz;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends the program when one input takes ten seconds: it may take forever. */
final class Watchdog {
  private static final int SECONDS = 10;

  private final Consumer<String> late;
  private volatile @Nullable String current;

  /** Calls {@code late} with an input that takes too long, and then ends the program with exit code 1. */
  Watchdog(Consumer<String> late) {
    this.late = late;
    Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
  }

  /** Says that this input is next: an object of its own for each. */
  void next(String input) {
    current = input;
  }

  @SuppressWarnings("ReferenceEquality") // equal inputs may follow one another
  private void watch() {
    String seen = null;
    int seconds = 0;
    while (seconds < SECONDS) {
      sleepSecond();
      String input = current;
      seconds = input == seen && input != null ? seconds + 1 : 0;
      seen = input;
    }
    if (seen != null) {
      late.accept(seen);
    }
    Runtime.getRuntime().halt(1);
  }

  private static void sleepSecond() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
