package dev.firn.process.supervisor;

import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.ProcessId.Facts;
import dev.firn.process.supervisor.Status.Phase;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Starts many processes at once, and looks for a moment whether they stay. */
final class StartBatch {
  /** A program that cannot work mostly says so at once. */
  private static final long GRACE_MILLIS = 100;

  /** On a busy machine, what it does at once takes longer. */
  private static final long BUSY_GRACE_MILLIS = 2_000;

  private static final long PAUSE_MILLIS = 20;

  private final Starting starting;
  private final Roster roster;
  private final ExecutorService workers;

  StartBatch(Starting starting, Roster roster, ExecutorService workers) {
    this.starting = starting;
    this.roster = roster;
    this.workers = workers;
  }

  /** Processes without links that were made before. */
  static Map<Supervised, List<String>> without(Collection<Supervised> those) {
    Map<Supervised, List<String>> starts = new LinkedHashMap<>();
    those.forEach(one -> starts.put(one, List.of()));
    return starts;
  }

  /** Starts them; gives why, by those that did not start or did not stay. Of these something may be left. */
  Map<Key, String> run(Map<Supervised, List<String>> those, BooleanSupplier givenUp)
      throws InterruptedException {
    Map<Key, String> problems = new TreeMap<>();
    Map<Supervised, Future<String>> answers = new LinkedHashMap<>();
    those.forEach((one, links) ->
        answers.put(
            one, workers.submit(() -> givenUp.getAsBoolean() ? "given up" : start(one, links))));
    for (Map.Entry<Supervised, Future<String>> answer : answers.entrySet()) {
      String problem = await(answer.getKey(), answer.getValue(), givenUp);
      if (!problem.isEmpty()) {
        problems.put(answer.getKey().key(), problem);
      }
    }
    stay(those.keySet(), problems);
    return problems;
  }

  /** Starts one; empty, or why not. */
  private String start(Supervised one, List<String> links) throws InterruptedException {
    try {
      roster.set(one, one.status().idle(Phase.STARTING, ""));
      starting.start(one, links);
      return "";
    } catch (StartException failed) {
      return failed.getMessage();
    }
  }

  private static String await(Supervised one, Future<String> answer, BooleanSupplier givenUp)
      throws InterruptedException {
    try {
      while (!answer.isDone()) {
        if (givenUp.getAsBoolean()) {
          one.giveUp();
        }
        Thread.sleep(1);
      }
      return answer.get();
    } catch (ExecutionException failed) {
      return String.valueOf(failed.getCause());
    }
  }

  private void stay(Collection<Supervised> those, Map<Key, String> problems)
      throws InterruptedException {
    long begin = System.nanoTime();
    synchronized (roster) {
      while (!isEnough((System.nanoTime() - begin) / 1_000_000, those)) {
        roster.wait(PAUSE_MILLIS);
      }
      for (Supervised one : those) {
        Phase phase = one.status().phase();
        if (phase == Phase.WAITING || phase == Phase.FAILED) {
          problems.putIfAbsent(one.key(), "it did not stay: it " + one.status().text());
        }
      }
    }
  }

  /** Whether those that will not stay have gone: all others wait for something by now. */
  private static boolean isEnough(long millis, Collection<Supervised> those) {
    return millis >= GRACE_MILLIS
        && (millis >= BUSY_GRACE_MILLIS || those.stream().noneMatch(StartBatch::isOnItsWay));
  }

  /** Whether it is about to begin or, unnoticed, has ended. */
  private static boolean isOnItsWay(Supervised one) {
    ProcessId main = one.main();
    Facts facts = main == null ? null : ProcessId.facts(main.number());
    return main != null && (facts == null || facts.ended() || facts.active());
  }
}
