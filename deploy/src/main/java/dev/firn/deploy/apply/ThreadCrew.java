package dev.firn.deploy.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A crew of threads, one for each task, because some tasks block in the kernel. Time is that of the machine. */
public final class ThreadCrew implements Crew {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final BlockingQueue<Runnable> ended = new LinkedBlockingQueue<>();
  private final List<Running> running = new ArrayList<>();

  /** A task and its thread. */
  private final class Running {
    private final Thread thread;
    private final Instant deadline;
    private final Runnable late;
    private boolean interrupted;

    <T> Running(String name, Instant deadline, Task<T> task) {
      this.deadline = deadline;
      this.late = task::late;
      this.thread =
          Thread.ofPlatform().daemon().name(name).unstarted(() -> ended.add(outcome(task)));
    }

    /** What is to be done in the thread that asked, when the task ended. */
    private <T> Runnable outcome(Task<T> task) {
      Runnable told;
      try {
        T result = task.run();
        told = () -> task.done(result);
      } catch (InterruptedException given) {
        told = late;
      } catch (RuntimeException | Error failed) {
        told =
            () -> {
              throw failed;
            };
      }
      Runnable last = told;
      return () -> {
        // Not if it was given up before it ended.
        if (running.remove(this)) {
          last.run();
        }
      };
    }

    /** Interrupts it when its time is over, and gives it up when it does not mind. */
    private void check(Instant now) {
      if (!interrupted && now.isAfter(deadline)) {
        interrupted = true;
        thread.interrupt();
      } else if (interrupted && now.isAfter(deadline.plus(GRACE)) && running.remove(this)) {
        late.run();
      }
    }

    private Instant nextCheck() {
      return interrupted ? deadline.plus(GRACE) : deadline;
    }
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public <T> void start(String name, Duration longest, Task<T> task) {
    Running started = new Running(name, now().plus(longest), task);
    running.add(started);
    started.thread.start();
  }

  @Override
  public void next(Instant until) throws InterruptedException {
    Instant wake = until;
    for (Running task : running) {
      wake = task.nextCheck().isBefore(wake) ? task.nextCheck() : wake;
    }
    long wait = Math.max(1, Duration.between(now(), wake).toMillis() + 1);
    @Nullable Runnable first = ended.poll(wait, TimeUnit.MILLISECONDS);
    for (Runnable next = first; next != null; next = ended.poll()) {
      next.run();
    }
    Instant now = now();
    List.copyOf(running).forEach(task -> task.check(now));
  }

  @Override
  public void wake() {
    ended.add(() -> {});
  }

  @Override
  public void close() {
    running.forEach(task -> task.thread.interrupt());
    boolean interrupted = false;
    Instant end = now().plus(GRACE);
    for (Running task : running) {
      try {
        task.thread.join(
            Duration.between(now(), end).isNegative()
                ? Duration.ofMillis(1)
                : Duration.between(now(), end));
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    running.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
