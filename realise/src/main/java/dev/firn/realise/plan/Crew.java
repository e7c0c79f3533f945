package dev.firn.realise.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Does jobs, each in a thread of its own, because some block in the kernel; what comes of them is handed over to the one thread that waits
 * for it. When closed, it interrupts what still runs and waits until it ended.
 */
final class Crew implements AutoCloseable {
  /** What is done in a thread, and what its owner does with it. */
  interface Work {
    /** Does it, and gives what the owner shall do then. */
    Runnable run() throws InterruptedException;
  }

  private final BlockingQueue<Runnable> done = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Begins to do something. What it throws, the owner gets from {@link #next}. */
  void start(String name, Work work) {
    threads.removeIf(thread -> !thread.isAlive());
    threads.add(Thread.ofPlatform().name(name).start(() -> done.add(outcome(work))));
  }

  private static Runnable outcome(Work work) {
    try {
      return work.run();
    } catch (InterruptedException given) {
      return () -> {};
    } catch (RuntimeException | Error failed) {
      return () -> {
        throw failed;
      };
    }
  }

  /** Waits until something is done, and runs what comes of it; also all else that is done by then. */
  void next() throws InterruptedException {
    done.take().run();
    Runnable more = done.poll();
    while (more != null) {
      more.run();
      more = done.poll();
    }
  }

  @Override
  public void close() {
    for (Thread thread : threads) {
      thread.interrupt();
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
