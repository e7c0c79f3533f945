package dev.firn.process.supervisor;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.Signals;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Stop;
import dev.firn.process.supervisor.Status.Phase;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Ends processes, many at once: the main process is asked by its signal and killed when its time is over; then all that is left of it is asked
 * and killed.
 */
final class Stopping {
  private static final long PAUSE_MILLIS = 20;
  private static final long GRACE_MILLIS = 2_000;
  private static final long KILL_MILLIS = 15_000;

  private final Roster roster;
  private final ControlGroups groups;
  private final Census census;

  Stopping(Roster roster, ControlGroups groups, Census census) {
    this.roster = roster;
    this.groups = groups;
    this.census = census;
  }

  /**
   * Ends processes.
   *
   * @param givenUp whether to stop waiting
   * @return why, by the processes of which something is left
   */
  Map<Key, String> stop(Collection<Supervised> those, BooleanSupplier givenUp)
      throws InterruptedException {
    long begin = System.nanoTime();
    those.forEach(this::ask);
    Set<Supervised> running = new HashSet<>(those);
    Set<Supervised> killed = new HashSet<>();
    synchronized (roster) {
      while (!running.isEmpty() && !givenUp.getAsBoolean()) {
        roster.lookAfterAdopted();
        running.removeIf(one -> one.main() == null);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        for (Supervised one : running) {
          ProcessId main = one.main();
          if (main != null && millis >= stop(one).timeout().toMillis() && killed.add(one)) {
            send(main, Signals.KILL);
          }
        }
        if (!running.isEmpty()) {
          roster.wait(PAUSE_MILLIS);
        }
      }
    }
    Map<Key, String> problems = new TreeMap<>();
    running.forEach(one -> problems.put(one.key(), "it was given up while it ended"));
    Set<Supervised> ended = new HashSet<>(those);
    ended.removeAll(running);
    problems.putAll(clear(ended));
    return problems;
  }

  private static Stop stop(Supervised one) {
    ProcessDescription process = one.assignment().process();
    return process.stop();
  }

  private void ask(Supervised one) {
    synchronized (roster) {
      ProcessId main = one.main();
      if (main != null) {
        roster.set(one, one.status().in(Phase.STOPPING));
        send(main, Signals.number(stop(one).signal()));
      }
    }
  }

  private static void send(ProcessId process, int signal) {
    try {
      process.send(signal);
    } catch (IOException notAllowed) {
      // It changed its user: it is among those that are left at the end, and told of.
    }
  }

  /** Ends whatever is there of processes: asks, and soon kills. Gives why, by those of which something is left. */
  Map<Key, String> clear(Collection<Supervised> those) throws InterruptedException {
    Map<Key, String> problems = new TreeMap<>();
    Set<ProcessId> asked = new HashSet<>();
    long begin = System.nanoTime();
    Collection<Supervised> left = those;
    try {
      while (!left.isEmpty()) {
        Map<Supervised, List<ProcessId>> found = census.take(left);
        long millis = (System.nanoTime() - begin) / 1_000_000;
        if (millis > KILL_MILLIS) {
          found.forEach((one, ids) ->
              problems.put(
                  one.key(),
                  "these processes do not end: " + ids.stream().map(ProcessId::number).toList()));
          break;
        }
        found.forEach((one, ids) -> end(one, ids, millis > GRACE_MILLIS, asked));
        left = List.copyOf(found.keySet());
        if (!left.isEmpty()) {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (IOException failed) {
      those.forEach(one -> problems.put(one.key(), String.valueOf(failed.getMessage())));
    }
    those.forEach(this::removeGroup);
    return problems;
  }

  private void end(Supervised one, List<ProcessId> ids, boolean kill, Set<ProcessId> asked) {
    ControlGroup group = groups.group(one.key());
    if (kill && group != null) {
      group.kill();
    }
    for (ProcessId id : ids) {
      if (kill) {
        send(id, Signals.KILL);
      } else if (asked.add(id)) {
        send(id, Signals.TERM);
      }
    }
  }

  private void removeGroup(Supervised one) {
    ControlGroup group = groups.group(one.key());
    if (group != null) {
      group.remove();
    }
  }
}
