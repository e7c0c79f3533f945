package dev.firn.deploy.target;

import java.io.Closeable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Locks in memory. Nobody waits: a lock that somebody has stays so. */
public final class MemoryLocks implements Locks {
  private final Set<String> held = new HashSet<>();

  /** Locks that nobody has. */
  public MemoryLocks() {}

  @Override
  public synchronized Closeable lock(String name, Duration longest) throws LockedException {
    if (!held.add(name)) {
      throw new LockedException(name, "");
    }
    return () -> release(name);
  }

  private synchronized void release(String name) {
    held.remove(name);
  }
}
