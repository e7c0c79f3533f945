package dev.firn.process.supervisor;

import dev.firn.base.sys.ExitStatus;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Result;
import dev.firn.process.description.Restart;
import dev.firn.process.supervisor.Assignment.Wish;
import dev.firn.process.supervisor.Status.Phase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps processes running. What shall run is in its record before it runs, and leaves the record when nothing of it runs: so whoever is killed,
 * the next supervisor goes on.
 */
final class Supervisor implements Roster.Ends {
  private static final int WORKERS = 8;

  private final Roster roster;
  private final Starting starting;
  private final Stopping stopping;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().daemon().name("worker").factory());
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("clock").factory());

  Supervisor(Places places, Record record, ControlGroups groups, String notifySocket) {
    this.roster = new Roster(record, this);
    this.starting = new Starting(places, roster, groups, notifySocket);
    this.stopping = new Stopping(roster, groups, new Census(places.folder(), groups));
  }

  Roster roster() {
    return roster;
  }

  ScheduledExecutorService clock() {
    return clock;
  }

  Stopping stopping() {
    return stopping;
  }

  // What ended by itself

  @Override
  public void ended(Supervised one, @Nullable ExitStatus status) {
    boolean failed = status == null || !status.isSuccess();
    boolean again = one.assignment().wish() == Wish.RUN && one.startsAgain(failed);
    Duration ran = Duration.between(one.status().since(), Instant.now());
    if (ran.compareTo(one.assignment().process().restart().longest()) >= 0) {
      one.setInRow(0);
    }
    String text = status == null ? "ended while nobody supervised it" : status.text();
    Phase phase = again ? Phase.WAITING : failed ? Phase.FAILED : Phase.DONE;
    roster.set(one, one.status().idle(phase, text));
    if (!one.isBusy()) {
      follow(one);
    }
  }

  /** Clears away what is left of a process that ended by itself, and starts it again if it shall. */
  private void follow(Supervised one) {
    one.setBusy(true);
    workers.execute(() -> {
      try {
        stopping.clear(List.of(one));
      } catch (InterruptedException ending) {
        Thread.currentThread().interrupt();
      }
      synchronized (roster) {
        one.setBusy(false);
        roster.notifyAll();
        if (one.status().phase() == Phase.WAITING) {
          clock.schedule(
              () -> workers.execute(() -> startAgain(one)),
              delay(one).toMillis(),
              TimeUnit.MILLISECONDS);
        }
      }
    });
  }

  private static Duration delay(Supervised one) {
    Restart restart = one.assignment().process().restart();
    Duration delay = restart.delay();
    for (int i = 0; i < one.inRow() && delay.compareTo(restart.longest()) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    one.setInRow(one.inRow() + 1);
    return delay.compareTo(restart.longest()) < 0 ? delay : restart.longest();
  }

  private void startAgain(Supervised one) {
    synchronized (roster) {
      if (one.isBusy() || one.status().phase() != Phase.WAITING || roster.get(one.key()) != one) {
        return;
      }
      one.setBusy(true);
      roster.set(one, one.status().again());
    }
    try {
      starting.start(one, List.of());
    } catch (StartException failed) {
      roster.set(one, one.status().idle(Phase.WAITING, failed.getMessage()));
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
    release(List.of(one));
  }

  // Who takes care of what

  /** Waits until nobody else takes care of a process, and takes it over. */
  void claim(Collection<Supervised> those) throws InterruptedException {
    for (Supervised one : those) {
      synchronized (roster) {
        while (one.isBusy()) {
          one.giveUp();
          roster.wait(100);
        }
        one.setBusy(true);
      }
    }
  }

  void release(Collection<Supervised> those) {
    synchronized (roster) {
      for (Supervised one : those) {
        one.setBusy(false);
        boolean ours = roster.get(one.key()) == one;
        if (ours && one.main() == null && one.status().phase() == Phase.WAITING) {
          follow(one);
        }
      }
      roster.notifyAll();
    }
  }

  // What others ask for

  /** Starts processes that are claimed; gives why, by those that could not be started or did not stay. */
  Map<Key, String> start(Map<Supervised, List<String>> those, BooleanSupplier givenUp)
      throws InterruptedException {
    return new StartBatch(starting, roster, workers).run(those, givenUp);
  }

  /** Does what a person wants with a process that is there. */
  Result control(Key key, Control control) throws InterruptedException {
    Supervised one = roster.get(key);
    if (one == null) {
      return Result.failed("the supervisor knows no " + key);
    }
    claim(List.of(one));
    try {
      return control(one, control);
    } catch (IOException failed) {
      return Result.failed("the supervisor cannot write its record: " + failed.getMessage());
    } finally {
      release(List.of(one));
    }
  }

  private Result control(Supervised one, Control control) throws IOException, InterruptedException {
    Wish wish = control == Control.STOP ? Wish.HOLD : Wish.RUN;
    roster.record().wish(List.of(one.key()), wish);
    synchronized (roster) {
      one.assign(one.assignment().withWish(wish));
    }
    if (control != Control.START) {
      String problem = stopping.stop(List.of(one), () -> false).get(one.key());
      if (problem != null) {
        return Result.uncertain(problem);
      }
      roster.set(one, one.status().idle(Phase.STOPPED, ""));
    }
    if (control == Control.STOP || one.main() != null) {
      return Result.DONE;
    }
    one.setInRow(0);
    Map<Supervised, List<String>> starts = Map.of(one, List.of());
    String problem = start(starts, () -> false).get(one.key());
    if (problem == null) {
      return Result.DONE;
    }
    stopping.clear(List.of(one));
    roster.set(one, one.status().idle(Phase.FAILED, problem));
    return Result.failed(problem);
  }

  /** Asks a process that runs to reload, by its new description. */
  void reload(Supervised one, Assignment next) throws StartException, InterruptedException {
    new Reloading(roster, starting).reload(one, next);
  }

  /** Starts what shall run and does not, in the order of dependencies; for a supervisor that has just begun. */
  void startMissing(Collection<Supervised> those) {
    Map<Integer, List<Supervised>> levels = new TreeMap<>();
    for (Supervised one : those) {
      levels.computeIfAbsent(one.assignment().process().level(), _ -> new ArrayList<>()).add(one);
    }
    try {
      for (List<Supervised> level : levels.values()) {
        Map<Supervised, List<String>> starts = StartBatch.without(level);
        Map<Key, String> problems = start(starts, () -> false);
        for (Supervised one : level) {
          String problem = problems.get(one.key());
          if (problem != null) {
            roster.set(one, one.status().idle(Phase.WAITING, problem));
          }
        }
        release(level);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
