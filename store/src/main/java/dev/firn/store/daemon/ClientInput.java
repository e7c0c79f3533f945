package dev.firn.store.daemon;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a client says. While the client is waiting for an answer, and so says nothing, it can be watched: when it goes away, somebody is
 * told.
 */
final class ClientInput extends InputStream {
  private static final int END = -1;

  private final InputStream source;
  private @Nullable Watch watch;

  ClientInput(InputStream source) {
    this.source = source;
  }

  /** Reads the next byte ahead on a thread of its own. */
  private final class Watch {
    private final Runnable gone;
    private final Thread thread;
    private volatile boolean wanted = true;
    private int value = END;
    private @Nullable IOException failure;

    Watch(Runnable gone) {
      this.gone = gone;
      this.thread = Thread.ofPlatform().daemon().name("client watch").start(this::read);
    }

    private void read() {
      try {
        value = source.read();
      } catch (IOException failed) {
        failure = failed;
      }
      if (value == END && wanted) {
        gone.run();
      }
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

  /** Begins to watch: the given action is run, on another thread, when the client is gone. */
  void watch(Runnable gone) {
    if (watch == null) {
      watch = new Watch(gone);
    } else {
      throw new IllegalStateException("is watched already");
    }
  }

  /** Stops telling anybody. */
  void unwatch() {
    if (watch != null) {
      watch.wanted = false;
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
