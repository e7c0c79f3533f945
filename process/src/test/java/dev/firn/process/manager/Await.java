package dev.firn.process.manager;

import dev.firn.base.sys.ProcessId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Waits for what other processes do. How long that takes says nothing: the machine may have much else to do. */
public final class Await {
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long PAUSE_MILLIS = 20;

  private Await() {}

  /** Waits until something is so. */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never: " + what);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** Whether a process lives. One that has ended does not, although its parent may not have noticed yet. */
  public static boolean lives(@Nullable Long process) {
    return process != null && ProcessId.running(Math.toIntExact(process)) != null;
  }

  /** Waits until no process has that text among its words. */
  public static void gone(String words) throws Exception {
    until(
        "nothing of " + words + " runs",
        () ->
            ProcessHandle.allProcesses()
                .noneMatch(one -> one.info().commandLine().orElse("").contains(words)));
  }
}
