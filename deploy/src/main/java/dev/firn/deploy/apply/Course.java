package dev.firn.deploy.apply;

import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.Place;
import dev.firn.deploy.log.Direction;
import dev.firn.deploy.log.Event;
import dev.firn.deploy.log.LogException;
import dev.firn.deploy.log.State;
import dev.firn.deploy.log.Transaction;
import dev.firn.deploy.plan.Observed;
import dev.firn.deploy.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The course of one transaction that is in the log, to its end: forwards, and backwards if that fails. */
final class Course {
  /** Undoing takes as long as it takes. */
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final Workshop shop;
  private final Surveyor surveyor;
  private final List<Failure> failures = new ArrayList<>();

  /** What was done and had not become ready when its run ended. */
  private final SortedSet<ComponentPath> unready = new TreeSet<>();

  Course(Workshop shop, Surveyor surveyor) {
    this.shop = shop;
    this.surveyor = surveyor;
  }

  private State state() {
    return shop.log().state();
  }

  private Transaction transaction() {
    Transaction open = state().transaction();
    if (open == null) {
      throw new IllegalStateException("no change was begun");
    }
    return open;
  }

  /** Goes on after a crash, by a plan that is not in the log yet. */
  Report resume(Direction way, Plan plan) throws LogException, Abandoned, InterruptedException {
    turn(way, "recover", plan);
    return way == Direction.FINISH
        ? finish(plan)
        : undo(plan, Outcome.DONE, "what was begun is undone");
  }

  private void turn(Direction way, String reason, Plan plan) throws LogException {
    shop.progress().planned(way, plan);
    shop.log().add(new Event.Turned(way, reason, PlannedSteps.of(plan)));
  }

  /** Carries out the plan that is in the log, and undoes it if that fails. */
  Report finish(Plan plan) throws LogException, Abandoned, InterruptedException {
    Settings settings = shop.settings();
    Run run = new Run(shop, plan, settings.keepGoing(), 0, settings.deadline());
    run.run();
    failures.addAll(run.failures());
    unready.addAll(run.unready());
    // What was not ready before and was to be changed, but never was, is not ready still.
    unready.addAll(run.untouched(state().unready()));
    if (failures.isEmpty() && !run.stopped()) {
      return close(Direction.FINISH, new TreeSet<>(), Outcome.DONE, "");
    }
    if (!transaction().isReversible()) {
      return incomplete(Direction.FINISH, "it failed after something that cannot be undone");
    }
    if (run.stopped()) {
      Outcome outcome = run.timedOut() ? Outcome.TIMED_OUT : Outcome.INTERRUPTED;
      return undo(
          outcome,
          run.timedOut() ? "it took too long, and was undone" : "it was interrupted, and undone");
    }
    if (settings.keepGoing()) {
      return incomplete(Direction.FINISH, "some of it failed; the rest was done");
    }
    return settings.rollback()
        ? undo(Outcome.UNDONE, "it failed, and was undone")
        : incomplete(Direction.UNDO, "it failed, and was left as it is");
  }

  private Report undo(Outcome outcome, String message)
      throws LogException, Abandoned, InterruptedException {
    Transaction open = transaction();
    Event.Opened opened = state().opened();
    Deployment before =
        new Deployment(opened.name(), opened.source(), opened.user(), open.before());
    Observed observed = surveyor.observe(state(), before);
    var found = Surveyor.settled(state().standings(), observed);
    if (!found.isEmpty()) {
      shop.log().add(new Event.Found(found));
    }
    Plan plan = surveyor.planBack(state(), open, observed);
    turn(Direction.UNDO, message, plan);
    return undo(plan, outcome, message);
  }

  /** Puts back what can be put back: a failure keeps only what depends on it from being tried. */
  private Report undo(Plan plan, Outcome outcome, String message)
      throws LogException, Abandoned, InterruptedException {
    Run run = new Run(shop, plan, true, 1, FOREVER);
    run.run();
    failures.addAll(run.failures());
    SortedSet<ComponentPath> left = left(Direction.UNDO, run.failures());
    left.addAll(run.unready());
    return left.isEmpty()
        ? close(Direction.UNDO, left, outcome, message)
        : close(Direction.UNDO, left, Outcome.INCOMPLETE, "not everything could be put back");
  }

  /** Also what a killed change left behind, so at every place that it may have been at. */
  private void tidy() throws InterruptedException {
    SortedSet<Place> places = new TreeSet<>();
    transaction().before().values().forEach(component -> places.add(component.place()));
    transaction().wanted().values().forEach(component -> places.add(component.place()));
    for (Place place : places) {
      shop.drivers().at(place).tidy(state().opened().name());
    }
  }

  private SortedSet<ComponentPath> left(Direction end, List<Failure> failed) {
    SortedSet<ComponentPath> left = state().differences(transaction().goal(end));
    failed.forEach(failure -> left.add(failure.path()));
    return left;
  }

  private Report incomplete(Direction end, String message)
      throws LogException, InterruptedException {
    SortedSet<ComponentPath> left = left(end, failures);
    left.addAll(unready);
    return close(end, left, Outcome.INCOMPLETE, message);
  }

  private Report close(
      Direction arrived, SortedSet<ComponentPath> left, Outcome outcome, String message)
      throws LogException, InterruptedException {
    tidy();
    shop.log().add(new Event.Closed(arrived, left));
    return new Report(outcome, message, failures, left);
  }
}
