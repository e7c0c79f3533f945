package dev.firn.lang.value;

import java.util.concurrent.SynchronousQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Threads with large stacks, for evaluation. */
public final class Stacks {
  /** The size of a stack. Only the pages that are used take memory. */
  public static final long BYTES = 1L << 30;

  private Stacks() {}

  /** Runs something on a thread with a large stack, and waits for it. Exceptions come through. */
  public static <T> T call(Supplier<T> action) {
    try (Stack stack = new Stack()) {
      return stack.run(action);
    }
  }

  /** One such thread, which runs one thing after another until it is closed. */
  static final class Stack implements AutoCloseable {
    private static final Runnable STOP = () -> {};

    private final SynchronousQueue<Runnable> work = new SynchronousQueue<>();
    private final SynchronousQueue<Boolean> done = new SynchronousQueue<>();
    private final Thread thread;

    /** The stack that continues this one, if it was ever needed. */
    @Nullable Stack inner;

    Stack() {
      thread = new Thread(null, this::loop, "evaluation", BYTES);
      thread.setDaemon(true);
      thread.start();
    }

    void loop() {
      try {
        for (Runnable next = work.take(); next != STOP; next = work.take()) {
          next.run();
          done.put(true);
        }
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }

    <T> T run(Supplier<T> action) {
      Outcome<T> outcome = new Outcome<>();
      try {
        work.put(() -> outcome.of(action));
        done.take();
      } catch (InterruptedException interrupted) {
        thread.interrupt();
        Thread.currentThread().interrupt();
        throw new Abandoned();
      }
      return outcome.get();
    }

    @Override
    public void close() {
      try {
        work.put(STOP);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static final class Outcome<T> {
    private @Nullable T result;
    private @Nullable Throwable failure;

    void of(Supplier<T> action) {
      try {
        result = action.get();
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }

    @SuppressWarnings("NullAway") // The result is null only where T allows it.
    T get() {
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      return result;
    }
  }
}
