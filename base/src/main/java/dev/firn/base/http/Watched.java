package dev.firn.base.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes a stream that gives nothing for too long, so that who waits for it goes on with an error. */
final class Watched extends FilterInputStream {
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("stalled downloads").factory());

  private final long limit;
  private final @Nullable ScheduledFuture<?> watch;
  private volatile long since;
  private volatile boolean waiting;
  private volatile boolean stalled;

  /** Zero is no limit. */
  Watched(InputStream source, Duration timeout) {
    super(source);
    this.limit = timeout.toNanos();
    long period = Math.max(limit / 4, 1_000_000);
    this.watch =
        limit == 0
            ? null
            : CLOCK.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
  }

  private void look() {
    if (waiting && System.nanoTime() - since > limit) {
      stalled = true;
      try {
        in.close();
      } catch (IOException failed) {
        // It is of no use any more.
      }
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    since = System.nanoTime();
    waiting = true;
    try {
      int count = in.read(bytes, offset, length);
      if (stalled) {
        throw new IOException("the server sends nothing any more");
      }
      return count;
    } finally {
      waiting = false;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 255;
  }

  @Override
  public void close() throws IOException {
    if (watch != null) {
      watch.cancel(false);
    }
    in.close();
  }
}
