package dev.firn.store.copy;

import dev.firn.store.StoreException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs tasks on a bounded number of threads, and tells one thread when each is done. After the first failure nothing more is begun. */
final class Workers<K> implements AutoCloseable {
  private record Done<K>(K key, @Nullable Throwable failure) {}

  private final ExecutorService threads;
  private final BlockingQueue<Done<K>> done = new LinkedBlockingQueue<>();
  private int running;

  /** At most that many threads; what blocks in the kernel is done here, so they are threads of the system. */
  Workers(int count) {
    this.threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("copy-", 1).factory());
  }

  /** Begins a task as soon as a thread is free. Only for the thread that calls {@link #forEachDone}. */
  void submit(K key, Runnable task) {
    running++;
    threads.execute(() -> run(key, task));
  }

  private void run(K key, Runnable task) {
    Throwable failure = null;
    try {
      task.run();
    } catch (Throwable failed) {
      failure = failed;
    }
    done.add(new Done<>(key, failure));
  }

  /**
   * Calls a consumer for each task that is done, until there is none left.
   *
   * @throws RuntimeException what a task threw
   */
  void forEachDone(Consumer<K> consumer) {
    while (running > 0) {
      Done<K> next = take();
      running--;
      if (next.failure() instanceof RuntimeException failed) {
        throw failed;
      }
      if (next.failure() instanceof Error failed) {
        throw failed;
      }
      consumer.accept(next.key());
    }
  }

  private Done<K> take() {
    try {
      return done.take();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted");
    }
  }

  /** Drops what has not begun, and waits for what has. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
