package dev.firn.process.supervisor;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.ProcessId.Facts;
import dev.firn.base.sys.Signals;
import dev.firn.process.supervisor.Assignment.Wish;
import dev.firn.process.supervisor.Status.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what the supervisor before left: adopts what runs, ends what should be gone or was begun and not finished, and starts what is
 * missing.
 */
final class Recovery {
  private final Supervisor supervisor;
  private final Roster roster;
  private final Map<Facts, Mark> marked;

  Recovery(Supervisor supervisor, Census census) throws IOException {
    this.supervisor = supervisor;
    this.roster = supervisor.roster();
    this.marked = census.marked();
  }

  /** Adopts what runs at once, and does the rest, which may take a while, on a thread of its own. */
  void run() throws IOException, InterruptedException {
    List<Supervised> going = new ArrayList<>();
    List<Supervised> missing = new ArrayList<>();
    for (Assignment assignment : List.copyOf(roster.record().assignments().values())) {
      Supervised one = new Supervised(assignment);
      roster.add(one);
      boolean runs = adopt(one);
      if (assignment.wish() == Wish.GO) {
        going.add(one);
      } else if (!runs) {
        missing.add(one);
      }
    }
    killStrays();
    supervisor.claim(going);
    supervisor.claim(missing);
    Thread.ofPlatform().daemon().name("recovery").start(() -> finish(going, missing));
  }

  private void finish(List<Supervised> going, List<Supervised> missing) {
    try {
      supervisor.stopping().clear(missing);
      List<Supervised> starts = missing.stream().filter(this::isToStart).toList();
      supervisor.release(missing.stream().filter(one -> !starts.contains(one)).toList());
      supervisor.startMissing(starts);
      supervisor.stopping().stop(going, () -> false);
      roster.remove(going);
      supervisor.release(going);
    } catch (IOException failed) {
      System.err.println("firn supervisor: cannot write its record: " + failed.getMessage());
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isToStart(Supervised one) {
    Phase phase = one.status().phase();
    return one.assignment().wish() == Wish.RUN && phase != Phase.DONE && phase != Phase.FAILED;
  }

  /** Whether its main process runs and is ours to look after now. */
  private boolean adopt(Supervised one) {
    Status last = roster.record().status(one.key());
    ProcessId main = main(one, last, marked);
    Status status = last == null ? Status.fresh() : last;
    if (main == null) {
      one.setStatus(
          one.assignment().wish() == Wish.HOLD
              ? status.idle(Phase.STOPPED, "")
              : ended(status, one));
      return false;
    }
    one.setAdopted(true);
    one.setSession(main.number());
    Phase phase = status.phase() == Phase.STARTING ? one.startedPhase() : Phase.RUNNING;
    roster.set(
        one,
        main.equals(status.main()) && status.phase() == phase
            ? status
            : status.running(phase, main));
    return true;
  }

  /** What ended well or badly and stays so, does; all else begins anew. */
  private static Status ended(Status last, Supervised one) {
    boolean over = last.phase() == Phase.DONE || last.phase() == Phase.FAILED;
    if (over || last.main() == null) {
      return over ? last : last.idle(Phase.STARTING, last.text());
    }
    return one.startsAgain(true)
        ? last.again()
        : last.idle(Phase.FAILED, "ended while nobody supervised it");
  }

  /** The main process of an assignment: the one that was noted, or, when nobody came to note it, the one that tells by its mark. */
  static @Nullable ProcessId main(Supervised one, @Nullable Status last, Map<Facts, Mark> marked) {
    ProcessId noted = last == null ? null : last.main();
    if (noted != null && noted.isRunning()) {
      return noted;
    }
    if (one.assignment().process().foreground() == null) {
      String pidFile = one.assignment().process().pidFile();
      ProcessId named = pidFile == null ? null : Mains.inFile(pidFile);
      return named != null && isMarked(named, one.key(), marked) ? named : null;
    }
    for (Map.Entry<Facts, Mark> entry : marked.entrySet()) {
      Facts facts = entry.getKey();
      if (entry.getValue().equals(new Mark(one.key(), true))
          && facts.session() == facts.id().number()) {
        return facts.id();
      }
    }
    return null;
  }

  private static boolean isMarked(ProcessId id, Key key, Map<Facts, Mark> marked) {
    return marked.entrySet().stream()
        .anyMatch(entry -> entry.getKey().id().equals(id) && entry.getValue().key().equals(key));
  }

  /** Kills what carries our mark and belongs to nothing that we know. */
  private void killStrays() throws IOException {
    for (Map.Entry<Facts, Mark> entry : marked.entrySet()) {
      if (roster.get(entry.getValue().key()) == null) {
        entry.getKey().id().send(Signals.KILL);
      }
    }
  }
}
