package dev.firn.store.protocol;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a client says. While the client is waiting for an answer, and so says nothing, it can be watched: when it goes away, who works
 * for it is interrupted.
 */
public final class ClientInput extends InputStream {
  private static final int END = -1;

  private final InputStream source;
  private @Nullable Watch watch;

  /** Reads from that stream. */
  public ClientInput(InputStream source) {
    this.source = source;
  }

  /**
   * Something that takes long.
   *
   * @param <R> what it gives
   */
  @FunctionalInterface
  public interface Work<R extends @Nullable Object> {
    /** Does it. */
    R perform() throws IOException, InterruptedException;
  }

  /** Reads the next byte ahead on a thread of its own. */
  private final class Watch {
    private final Thread thread;
    private @Nullable Thread working;
    private int value = END;
    private @Nullable IOException failure;

    Watch(Thread working) {
      this.working = working;
      this.thread = Thread.ofPlatform().daemon().name("client watch").start(this::read);
    }

    private void read() {
      try {
        value = source.read();
      } catch (IOException failed) {
        failure = failed;
      }
      if (value == END) {
        interrupt();
      }
    }

    private synchronized void interrupt() {
      if (working != null) {
        working.interrupt();
      }
    }

    /** Nobody is interrupted any more. */
    synchronized void forget() {
      working = null;
    }

    int result() throws IOException {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", interrupted);
      }
      if (failure != null) {
        throw failure;
      }
      return value;
    }
  }

  /**
   * Does something that takes long while the client waits. When it goes away meanwhile, the calling thread is interrupted.
   *
   * @param <R> what it gives
   */
  public <R extends @Nullable Object> R watched(Work<R> work)
      throws IOException, InterruptedException {
    if (watch != null) {
      throw new IllegalStateException("is watched already");
    }
    Watch made = new Watch(Thread.currentThread());
    watch = made;
    try {
      return work.perform();
    } finally {
      made.forget();
    }
  }

  @Override
  public int read() throws IOException {
    Watch pending = watch;
    if (pending == null) {
      return source.read();
    }
    int value = pending.result();
    watch = null;
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (watch == null || length == 0) {
      return source.read(target, offset, length);
    }
    int value = read();
    if (value == END) {
      return END;
    }
    target[offset] = (byte) value;
    return 1;
  }
}
