package dev.firn.process.supervisor;

import dev.firn.base.sys.Children;
import dev.firn.base.sys.ExitStatus;
import dev.firn.base.sys.ProcessId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * All that a supervisor knows of its processes. Its monitor guards them, and it is told whenever something changed. No method waits for a
 * process.
 */
final class Roster {
  private final Record record;
  private final SortedMap<Key, Supervised> all = new TreeMap<>();
  private final Map<Integer, Supervised> mains = new HashMap<>();
  private final Map<Integer, CompletableFuture<ExitStatus>> helpers = new HashMap<>();
  private final Ends ends;

  /** Is told what ended. */
  interface Ends {
    /**
     * A main process ended; the monitor is held.
     *
     * @param status how; null if nobody knows
     */
    void ended(Supervised supervised, @Nullable ExitStatus status);
  }

  Roster(Record record, Ends ends) {
    this.record = record;
    this.ends = ends;
  }

  Record record() {
    return record;
  }

  synchronized @Nullable Supervised get(Key key) {
    return all.get(key);
  }

  synchronized List<Supervised> all() {
    return new ArrayList<>(all.values());
  }

  synchronized void add(Supervised supervised) {
    all.put(supervised.key(), supervised);
    notifyAll();
  }

  /** Takes processes away of which nothing is there any more. */
  synchronized void remove(Collection<Supervised> those) throws IOException {
    those.forEach(one -> all.remove(one.key(), one));
    record.remove(those.stream().map(Supervised::key).toList());
    notifyAll();
  }

  /** Sets how a process is, and writes it down. */
  synchronized void set(Supervised supervised, Status status) {
    ProcessId before = supervised.main();
    if (before != null) {
      mains.remove(before.number(), supervised);
    }
    ProcessId main = status.main();
    if (main != null) {
      mains.put(main.number(), supervised);
    }
    supervised.setStatus(status);
    try {
      record.status(supervised.key(), status);
    } catch (IOException full) {
      // The next supervisor finds the process by its mark.
    }
    notifyAll();
  }

  /**
   * Starts a program of which somebody waits for the end.
   *
   * @return its number, and how it ends
   */
  synchronized Map.Entry<Integer, CompletableFuture<ExitStatus>> startHelper(Children.Start start)
      throws IOException {
    int number = Children.start(start);
    CompletableFuture<ExitStatus> end = new CompletableFuture<>();
    helpers.put(number, end);
    notifyAll();
    return Map.entry(number, end);
  }

  /** Starts the main process of one. */
  synchronized void startMain(Supervised supervised, Children.Start start) throws IOException {
    int number = Children.start(start);
    // Nobody takes its end before the monitor is free, so it is there.
    ProcessId.Facts facts = ProcessId.facts(number);
    ProcessId id = facts == null ? new ProcessId(number, 0) : facts.id();
    supervised.setSession(number);
    supervised.setAdopted(false);
    set(supervised, supervised.status().running(supervised.startedPhase(), id));
  }

  /** Takes the ends of all children, for ever. */
  void reap() {
    try {
      while (true) {
        int number = Children.awaitEnd();
        synchronized (this) {
          if (number == 0) {
            wait(1000);
          } else {
            ended(number, Children.reap(number));
          }
        }
      }
    } catch (IOException | InterruptedException given) {
      Thread.currentThread().interrupt();
    }
  }

  private void ended(int number, ExitStatus status) {
    CompletableFuture<ExitStatus> helper = helpers.remove(number);
    if (helper != null) {
      helper.complete(status);
    }
    Supervised supervised = mains.get(number);
    if (supervised != null) {
      ends.ended(supervised, status);
    }
    notifyAll();
  }

  /** Looks which of the adopted processes have ended. */
  synchronized void lookAfterAdopted() {
    for (Supervised one : List.copyOf(mains.values())) {
      ProcessId main = one.main();
      if (one.isAdopted() && main != null && !main.isRunning()) {
        ends.ended(one, null);
      }
    }
  }

  /** The one that has that main process, or null. */
  synchronized @Nullable Supervised withMain(int number) {
    return mains.get(number);
  }
}
