package dev.firn.process.supervisor;

import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.description.Reload;
import dev.firn.process.supervisor.Assignment.Wish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Many tasks at once: one durable record before all that start, one before and one after all that go. For one thread. */
final class Batch {
  private final Supervisor supervisor;
  private final Roster roster;
  private final ControlGroups groups;
  private final BooleanSupplier givenUp;
  private final Map<Key, Result> results = new TreeMap<>();

  /**
   * A batch.
   *
   * @param givenUp whether nobody waits for the rest any more
   */
  Batch(Supervisor supervisor, ControlGroups groups, BooleanSupplier givenUp) {
    this.supervisor = supervisor;
    this.roster = supervisor.roster();
    this.groups = groups;
    this.givenUp = givenUp;
  }

  /** Does them, and gives a result for each. */
  List<Result> run(List<Task> tasks) throws InterruptedException {
    try {
      stop(tasks);
      start(tasks);
      reload(tasks);
    } catch (IOException failed) {
      for (Task task : tasks) {
        results.putIfAbsent(
            task.key(),
            Result.uncertain("the supervisor cannot write its record: " + failed.getMessage()));
      }
    }
    return tasks.stream()
        .map(task -> results.getOrDefault(task.key(), Result.failed("the supervisor cannot")))
        .toList();
  }

  /** What goes; what is to be started anew goes first too. */
  private void stop(List<Task> tasks) throws IOException, InterruptedException {
    List<Supervised> going = new ArrayList<>();
    for (Task task : tasks) {
      Supervised one = roster.get(task.key());
      if (task.verb() == Verb.STOP || task.verb() == Verb.START) {
        if (one != null) {
          going.add(one);
        } else if (task.verb() == Verb.STOP) {
          results.put(task.key(), Result.DONE);
        }
      }
    }
    if (!going.isEmpty()) {
      supervisor.claim(going);
      end(going);
      tasks.stream()
          .filter(task -> task.verb() == Verb.STOP)
          .forEach(task -> results.putIfAbsent(task.key(), Result.DONE));
    }
  }

  private void end(List<Supervised> going) throws IOException, InterruptedException {
    wish(going, Wish.GO);
    Map<Key, String> problems = supervisor.stopping().stop(going, givenUp);
    problems.forEach((key, problem) -> results.put(key, Result.uncertain(problem)));
    List<Supervised> gone = going.stream().filter(one -> !problems.containsKey(one.key())).toList();
    gone.forEach(Batch::removeLinks);
    roster.remove(gone);
    List<Supervised> left = going.stream().filter(one -> !gone.contains(one)).toList();
    wish(left, Wish.HOLD);
    supervisor.release(going);
  }

  private void wish(List<Supervised> those, Wish wish) throws IOException {
    roster.record().wish(those.stream().map(Supervised::key).toList(), wish);
    synchronized (roster) {
      those.forEach(one -> one.assign(one.assignment().withWish(wish)));
    }
  }

  private static void removeLinks(Supervised one) {
    Reload reload = one.assignment().process().reload();
    if (reload != null) {
      Links.remove(reload.files());
    }
  }

  private void start(List<Task> tasks) throws IOException, InterruptedException {
    Map<Supervised, List<String>> starts = new LinkedHashMap<>();
    List<Assignment> put = new ArrayList<>();
    for (Task task : tasks) {
      Assignment after = task.after();
      if (task.verb() == Verb.START && after != null && !results.containsKey(task.key())) {
        try {
          Launching.check(after.process(), groups);
          Supervised one = new Supervised(after);
          one.setBusy(true);
          starts.put(one, task.links());
          put.add(after);
        } catch (StartException cannot) {
          results.put(task.key(), Result.failed(cannot.getMessage()));
        }
      }
    }
    if (starts.isEmpty()) {
      return;
    }
    roster.record().put(put);
    starts.keySet().forEach(roster::add);
    Map<Key, String> problems = supervisor.start(starts, givenUp);
    clear(starts.keySet().stream().filter(one -> problems.containsKey(one.key())).toList());
    problems.forEach((key, problem) -> results.putIfAbsent(key, Result.failed(problem)));
    starts.keySet().forEach(one -> results.putIfAbsent(one.key(), Result.DONE));
    supervisor.release(starts.keySet());
  }

  /** What could not be started leaves nothing. */
  private void clear(List<Supervised> failed) throws IOException, InterruptedException {
    if (!failed.isEmpty()) {
      Map<Key, String> left = supervisor.stopping().clear(failed);
      left.forEach((key, problem) -> results.put(key, Result.uncertain(problem)));
      failed.forEach(Batch::removeLinks);
      roster.remove(failed);
    }
  }

  private void reload(List<Task> tasks) throws InterruptedException {
    for (Task task : tasks) {
      if (task.verb() == Verb.RELOAD || task.verb() == Verb.EXCHANGE) {
        results.put(task.key(), reload(task));
      }
    }
  }

  private Result reload(Task task) throws InterruptedException {
    Supervised one = roster.get(task.key());
    Assignment after = task.after();
    if (one == null || after == null || task.verb() == Verb.EXCHANGE || givenUp.getAsBoolean()) {
      return Result.failed(one == null ? "it is not there" : "the supervisor cannot do that");
    }
    supervisor.claim(List.of(one));
    try {
      supervisor.reload(one, after);
      return Result.DONE;
    } catch (StartException failed) {
      return Result.failed(failed.getMessage());
    } finally {
      supervisor.release(List.of(one));
    }
  }
}
