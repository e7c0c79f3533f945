package dev.firn.deploy.apply;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.component.Probe;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.Ending;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.deploy.log.Event;
import dev.firn.deploy.log.LogException;
import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.Step;
import dev.firn.deploy.probe.Answer;
import dev.firn.deploy.probe.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the steps of one plan that is in the log: whatever may be done is handed to its driver, every step is in the log before and
 * after, and what has a probe counts only when it is ready. For one thread.
 */
final class Run {
  private static final int LINES = 20;

  private final Workshop shop;
  private final Plan plan;
  private final boolean keepGoing;

  /** How many requests to end there may be before it stops. */
  private final int patience;

  private final Instant deadline;
  private final ReadyQueue queue;
  private final Map<String, Integer> callsAt = new HashMap<>();
  private final Map<Place, Integer> callsOf = new HashMap<>();
  private final List<Probing> probing = new ArrayList<>();
  private final SortedSet<ComponentPath> unasked = new TreeSet<>();
  private final SortedSet<ComponentPath> begun = new TreeSet<>();
  private final List<Failure> failures = new ArrayList<>();
  private @Nullable LogException logFailure;
  private int calls;
  private boolean stopping;
  private boolean timedOut;

  /** A step that is done and may be ready. */
  private static final class Probing {
    private final Step step;
    private final Probe probe;
    private final Readiness readiness;

    /** Whether a question is on its way. */
    private boolean asked;

    Probing(Step step, Probe probe, Instant started) {
      this.step = step;
      this.probe = probe;
      this.readiness = new Readiness(probe, started);
    }
  }

  /**
   * A run that was not begun.
   *
   * @param keepGoing whether a failure keeps only what depends on it from being done
   * @param patience how many requests to end are not minded
   * @param longest how long it may take
   */
  Run(Workshop shop, Plan plan, boolean keepGoing, int patience, Duration longest) {
    this.shop = shop;
    this.plan = plan;
    this.keepGoing = keepGoing;
    this.patience = patience;
    this.deadline = shop.crew().now().plus(longest);
    this.queue = new ReadyQueue(plan.steps());
    for (Step step : plan.steps()) {
      if (step.operation().verb() == Verb.PROBE) {
        unasked.add(step.operation().path());
      }
    }
  }

  /** What went wrong, in the order in which it did. */
  List<Failure> failures() {
    return failures;
  }

  /** What nobody knows to be ready: it was still being asked when all stopped, or was only to be asked and its turn never came. */
  SortedSet<ComponentPath> unready() {
    SortedSet<ComponentPath> paths = new TreeSet<>(unasked);
    probing.forEach(one -> paths.add(one.step.operation().path()));
    return paths;
  }

  /** What no step was begun for. */
  SortedSet<ComponentPath> untouched(SortedSet<ComponentPath> paths) {
    SortedSet<ComponentPath> untouched = new TreeSet<>(paths);
    untouched.removeAll(begun);
    return untouched;
  }

  /** Whether it stopped because its time was over. */
  boolean timedOut() {
    return timedOut;
  }

  /** Whether not all was done although nothing failed. */
  boolean stopped() {
    return stopping && failures.isEmpty();
  }

  /** Does what can be done. When it returns, no driver is at work. */
  void run() throws LogException, Abandoned, InterruptedException {
    while (true) {
      check();
      if (!stopping) {
        dispatch();
      }
      if (calls == 0 && (stopping || probing.isEmpty())) {
        return;
      }
      shop.crew().next(nextTime());
      if (logFailure != null) {
        throw logFailure;
      }
    }
  }

  private void check() throws Abandoned {
    int requests = shop.cancellation().requests();
    if (requests > 1) {
      throw new Abandoned();
    }
    if (!stopping && shop.crew().now().isAfter(deadline)) {
      timedOut = true;
      stopping = true;
    }
    stopping |= requests > patience;
  }

  private Instant nextTime() {
    if (stopping) {
      return Instant.MAX;
    }
    Instant next = deadline.plusMillis(1);
    for (Probing one : probing) {
      Instant time = one.readiness.next();
      next = !one.asked && time.isBefore(next) ? time : next;
    }
    return next;
  }

  private void dispatch() throws LogException {
    for (Place place : queue.places()) {
      Driver driver = shop.drivers().at(place);
      Capabilities can = driver.capabilities();
      boolean more = true;
      while (more && isFree(place, can)) {
        int most = can.batches() ? shop.settings().largestBatch() : 1;
        List<Step> batch = queue.take(place, most, can.ordersItself());
        more = !batch.isEmpty();
        List<Step> calling = new ArrayList<>(batch);
        calling.removeIf(this::onlyProbed);
        if (!calling.isEmpty()) {
          call(place, driver, calling);
        }
      }
    }
    ask();
  }

  /** Whether the step changes nothing: then it is asked for from now on, and neither the driver nor the log need to know. */
  private boolean onlyProbed(Step step) {
    Probe probe = step.operation().component().probe();
    if (step.operation().verb() != Verb.PROBE || probe == null) {
      return false;
    }
    shop.progress().started(step);
    begun.add(step.operation().path());
    unasked.remove(step.operation().path());
    probing.add(new Probing(step, probe, shop.crew().now()));
    return true;
  }

  /** A driver that takes batches gets them one after the other, so that what becomes ready meanwhile is one batch too. */
  private boolean isFree(Place place, Capabilities can) {
    return callsAt.getOrDefault(place.target(), 0) < shop.settings().callsPerTarget()
        && (!can.batches() || callsOf.getOrDefault(place, 0) == 0);
  }

  private void count(Place place, int by) {
    calls += by;
    callsAt.merge(place.target(), by, Integer::sum);
    callsOf.merge(place, by, Integer::sum);
  }

  private void call(Place place, Driver driver, List<Step> batch) throws LogException {
    shop.log().add(new Event.Started(batch.stream().map(Step::number).toList()));
    batch.forEach(shop.progress()::started);
    batch.forEach(step -> begun.add(step.operation().path()));
    count(place, 1);
    List<Operation> operations = batch.stream().map(Step::operation).toList();
    Crew.Task<List<Result>> task =
        new Crew.Task<>() {
          @Override
          public List<Result> run() throws InterruptedException {
            return results(driver, operations);
          }

          @Override
          public void done(List<Result> results) {
            ended(place, batch, results);
          }

          @Override
          public void late() {
            ended(place, batch, same(batch.size(), "it took too long"));
          }
        };
    shop.crew().start(place.toString(), shop.settings().longestCall(), task);
  }

  /** What a driver throws leaves everything open. */
  private List<Result> results(Driver driver, List<Operation> operations)
      throws InterruptedException {
    try {
      List<Result> results = driver.transition(plan.wanted().name(), operations);
      return results.size() == operations.size()
          ? results
          : same(operations.size(), "the driver gave " + results.size() + " results");
    } catch (RuntimeException wrong) {
      return same(operations.size(), "the driver failed: " + wrong);
    }
  }

  private static List<Result> same(int size, String message) {
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      results.add(Result.uncertain(message));
    }
    return results;
  }

  private void ended(Place place, List<Step> batch, List<Result> results) {
    count(place, -1);
    SortedMap<Integer, Result> byStep = new TreeMap<>();
    for (int i = 0; i < batch.size(); i++) {
      byStep.put(batch.get(i).number(), results.get(i));
    }
    try {
      shop.log().add(new Event.Ended(byStep));
    } catch (LogException failed) {
      logFailure = failed;
      return;
    }
    for (int i = 0; i < batch.size(); i++) {
      ended(batch.get(i), results.get(i));
    }
  }

  private void ended(Step step, Result result) {
    shop.progress().ended(step, result);
    Probe probe = step.operation().component().probe();
    if (result.ending() != Ending.DONE) {
      fail(step, result.message());
    } else if (step.operation().verb() == Verb.STOP || probe == null) {
      ready(step);
    } else {
      probing.add(new Probing(step, probe, shop.crew().now()));
    }
  }

  private void ready(Step step) {
    shop.progress().ready(step);
    queue.done(step);
  }

  private void fail(Step step, String message) {
    Component component = step.operation().component();
    Driver driver = shop.drivers().at(component.place());
    failures.add(
        new Failure(
            component.path(), message, driver.lastLines(plan.wanted().name(), component, LINES)));
    queue.failed(step);
    stopping |= !keepGoing;
  }

  private void ask() {
    for (Probing one : probing) {
      if (!one.asked && !one.readiness.next().isAfter(shop.crew().now())) {
        one.asked = true;
        shop.crew()
            .start("probe " + one.step.operation().path(), one.probe.patience(), question(one));
      }
    }
  }

  private Crew.Task<Answer> question(Probing one) {
    return new Crew.Task<>() {
      @Override
      public Answer run() throws InterruptedException {
        return shop.prober().ask(plan.wanted().name(), one.step.operation().component());
      }

      @Override
      public void done(Answer answer) {
        answered(one, answer);
      }

      @Override
      public void late() {
        answered(one, new Answer(Answer.Kind.NOT_YET, "there was no answer in time"));
      }
    };
  }

  private void answered(Probing one, Answer answer) {
    one.asked = false;
    if (stopping) {
      return;
    }
    one.readiness.add(answer, shop.crew().now());
    shop.progress().probed(one.step, answer);
    if (one.readiness.isReady()) {
      probing.remove(one);
      ready(one.step);
    } else if (one.readiness.hasFailed()) {
      probing.remove(one);
      fail(one.step, "it is not ready: " + one.readiness.last().text());
    }
  }
}
