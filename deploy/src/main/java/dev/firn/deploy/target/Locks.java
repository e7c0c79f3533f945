package dev.firn.deploy.target;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Locks by name, each for one holder at a time. What holds them lets them go when it ends, however it ends. */
public interface Locks {
  /** The name of the lock of a deployment. */
  static String deployment(String name) {
    return "deployment " + name;
  }

  /** The name of the lock of a target. */
  static String target(String name) {
    return "target " + name;
  }

  /**
   * Takes a lock; who closes what this gives lets it go.
   *
   * @param longest how long to wait for it
   * @throws LockedException if somebody else still has it then
   */
  Closeable lock(String name, Duration longest)
      throws LockedException, IOException, InterruptedException;
}
