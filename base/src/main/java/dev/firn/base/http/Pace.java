package dev.firn.base.http;

import java.io.InterruptedIOException;
import java.util.function.LongSupplier;

/** Slows downloads down, so that all together get no more than so many bytes a second. For several threads. */
final class Pace {
  private static final long SECOND = 1_000_000_000;

  /** Lets a thread wait for some nanoseconds. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }

  private final long bytesPerSecond;
  private final LongSupplier clock;
  private final Sleeper sleeper;
  private long free;

  /** Zero is no limit; the clock counts nanoseconds. */
  Pace(long bytesPerSecond, LongSupplier clock, Sleeper sleeper) {
    this.bytesPerSecond = bytesPerSecond;
    this.clock = clock;
    this.sleeper = sleeper;
    this.free = clock.getAsLong();
  }

  /** In the time of this machine. */
  static Pace of(long bytesPerSecond) {
    return new Pace(
        bytesPerSecond,
        System::nanoTime,
        nanos -> Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000)));
  }

  /** Waits until that many bytes, which have arrived, were due. */
  void took(int bytes) throws InterruptedIOException {
    if (bytesPerSecond == 0) {
      return;
    }
    long wait = reserve(bytes);
    if (wait > 0) {
      try {
        sleeper.sleep(wait);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted during a download");
      }
    }
  }

  private synchronized long reserve(int bytes) {
    long now = clock.getAsLong();
    free = Math.max(free, now) + (long) ((double) bytes * SECOND / bytesPerSecond);
    return free - now;
  }
}
