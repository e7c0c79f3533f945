package dev.firn.realise.plan;

import dev.firn.store.protocol.BuildResult;
import dev.firn.store.protocol.BuildStatus;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something to reach, step by step. A step looks at the store and ends by waiting for other goals, by handing a job to the schedule, or
 * by ending the goal. Steps run one at a time, on the thread of the schedule.
 */
abstract sealed class Goal
    permits RequestGoal, PathGoal, OutputPathGoal, OutputGoal, InputsGoal, BuildGoal {
  /** How a goal ended. */
  enum End {
    /** It is reached. */
    SUCCESS,
    /** It failed. */
    FAILED,
    /** Nobody has it: no failure if it can be had otherwise. */
    UNAVAILABLE
  }

  final Schedule schedule;
  private final String order;
  private final Set<Goal> waiters = new LinkedHashSet<>();
  private final Set<Goal> awaited = new LinkedHashSet<>();
  private Runnable next = this::begin;
  private @Nullable End end;
  private @Nullable BuildResult result;
  private boolean quiet;
  private int failed;
  private int unavailable;

  /**
   * A goal that was not begun.
   *
   * @param order which of several goals that could go on goes first: those are in the order of these texts
   */
  Goal(Schedule schedule, String order) {
    this.schedule = schedule;
    this.order = order;
  }

  /** The first step. */
  abstract void begin();

  final String order() {
    return order;
  }

  final boolean isDone() {
    return end != null;
  }

  /** How it ended; null if it did not. */
  final @Nullable End end() {
    return end;
  }

  /** What came of it; null if it did not end, or was abandoned. */
  final @Nullable BuildResult result() {
    return result;
  }

  /** Its failure is told by the one that waits for it. */
  final void quiet() {
    quiet = true;
  }

  /** How many of the goals that were last waited for failed, in whatever way. */
  final int failed() {
    return failed;
  }

  /** How many of the goals that were last waited for could not be had, but might be otherwise. */
  final int unavailable() {
    return unavailable;
  }

  /** Runs the next step. */
  final void step() {
    if (end == null) {
      next.run();
    }
  }

  /** Goes on with a step once those goals ended, or, unless going on is wanted, one of them failed. */
  final void await(Collection<? extends Goal> goals, Runnable then) {
    failed = 0;
    unavailable = 0;
    next = then;
    for (Goal goal : goals) {
      if (goal.end == null) {
        awaited.add(goal);
        goal.waiters.add(this);
      }
    }
    for (Goal goal : goals) {
      if (goal.end != null) {
        count(goal.end);
      }
    }
    wakeIfReady();
  }

  private void count(End other) {
    if (other != End.SUCCESS) {
      failed++;
    }
    if (other == End.UNAVAILABLE) {
      unavailable++;
    }
  }

  private void wakeIfReady() {
    boolean givesUp = failed > unavailable && !schedule.settings().keepGoing();
    if (givesUp) {
      for (Goal goal : awaited) {
        goal.waiters.remove(this);
      }
      awaited.clear();
    }
    if (awaited.isEmpty()) {
      schedule.wake(this);
    }
  }

  private void ended(Goal goal, End how) {
    awaited.remove(goal);
    count(how);
    wakeIfReady();
  }

  final void succeed(BuildResult reached) {
    finish(End.SUCCESS, reached);
  }

  final void fail(BuildStatus status, String message) {
    fail(End.FAILED, BuildResult.failure(status, message));
  }

  final void fail(End how, BuildResult failure) {
    if (how == End.FAILED && !quiet && !waiters.isEmpty()) {
      schedule.tellFailure(failure.message());
    }
    finish(how, failure);
  }

  private void finish(End how, BuildResult what) {
    end = how;
    result = what;
    schedule.ended(this);
    for (Goal waiter : waiters) {
      waiter.ended(this, how);
    }
    waiters.clear();
  }
}
