package dev.firn.realise.plan;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Does jobs, each in a thread of the system, because some block in the kernel; what comes of them is handed over to the one thread that waits
 * for it. There are never more threads than jobs at once. When closed, it interrupts what still runs and waits until it ended.
 */
final class Crew implements AutoCloseable {
  /** What is done in a thread, and what its owner does with it. */
  interface Work {
    /** Does it, and gives what the owner shall do then. */
    Runnable run() throws InterruptedException;
  }

  private final BlockingQueue<Runnable> done = new LinkedBlockingQueue<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("job-", 1).factory());

  /** Begins to do something. What it throws, the owner gets from {@link #next}. */
  void start(Work work) {
    threads.execute(() -> done.add(outcome(work)));
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
    threads.shutdownNow();
    threads.close();
  }
}
