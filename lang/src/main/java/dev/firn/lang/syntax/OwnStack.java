package dev.firn.lang.syntax;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a computation on a thread with a stack that is big enough for {@link Nesting#MAX_DEPTH} levels. */
final class OwnStack implements Runnable {
  private final Supplier<Expr> computation;
  private @Nullable Expr result;
  private @Nullable RuntimeException failure;
  private @Nullable Error error;

  private OwnStack(Supplier<Expr> computation) {
    this.computation = computation;
  }

  /** What the computation gives or throws. The caller waits for it. */
  static Expr call(Supplier<Expr> computation) {
    OwnStack task = new OwnStack(computation);
    Thread thread = new Thread(null, task, "parser", Nesting.OWN_STACK_SIZE);
    thread.setDaemon(true);
    thread.start();
    join(thread);
    if (task.failure != null) {
      throw task.failure;
    }
    if (task.error != null) {
      throw task.error;
    }
    if (task.result == null) {
      throw new IllegalStateException("no result");
    }
    return task.result;
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      result = computation.get();
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      error = e;
    }
  }
}
