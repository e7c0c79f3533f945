package dev.firn.deploy.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A crew without threads, in which time passes only when there is nothing to do: tasks run one by one in an order that a seed decides, so
 * that whatever happens happens again. A task that is interrupted by itself hangs: it is late when its time is over.
 */
public final class SimulatedCrew implements Crew {
  private final RandomGenerator random;
  private final List<Waiting<?>> waiting = new ArrayList<>();
  private final List<Hanging> hanging = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  private record Waiting<T>(Task<T> task, Instant deadline) {}

  private record Hanging(Runnable late, Instant deadline) {}

  /** A crew that decides with that generator. */
  public SimulatedCrew(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public <T> void start(String name, Duration longest, Task<T> task) {
    waiting.add(new Waiting<>(task, now.plus(longest)));
  }

  @Override
  public void next(Instant until) {
    if (!waiting.isEmpty()) {
      run(waiting.remove(random.nextInt(waiting.size())));
      return;
    }
    Instant end = until;
    for (Hanging task : hanging) {
      end = task.deadline().isBefore(end) ? task.deadline() : end;
    }
    now = end.isAfter(now) ? end : now;
    for (Hanging task : List.copyOf(hanging)) {
      if (!task.deadline().isAfter(now)) {
        hanging.remove(task);
        task.late().run();
      }
    }
  }

  private <T> void run(Waiting<T> next) {
    T result;
    try {
      result = next.task().run();
    } catch (InterruptedException hangs) {
      hanging.add(new Hanging(next.task()::late, next.deadline()));
      return;
    }
    next.task().done(result);
  }

  /** Runs some of the tasks that wait, and tells nobody: so may tasks go on for a moment when the process is killed. */
  public void runSomeUnheard() {
    for (Waiting<?> task : waiting) {
      if (random.nextBoolean()) {
        try {
          task.task().run();
        } catch (InterruptedException hangs) {
          continue;
        }
      }
    }
    close();
  }

  @Override
  public void wake() {}

  @Override
  public void close() {
    waiting.clear();
    hanging.clear();
  }
}
