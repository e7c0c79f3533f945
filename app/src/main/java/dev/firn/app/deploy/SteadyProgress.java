package dev.firn.app.deploy;

import dev.firn.app.console.OutputException;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.log.Direction;
import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.Step;
import dev.firn.deploy.probe.Answer;

/**
 * Tells what happens as long as anybody takes it: what was begun goes on when standard output is closed, as {@code head} does it. Only a
 * plan that nobody could read is not begun.
 */
final class SteadyProgress implements ChangeProgress {
  private final ChangeProgress heard;
  private boolean closed;

  SteadyProgress(ChangeProgress heard) {
    this.heard = heard;
  }

  private void tell(Runnable telling) {
    try {
      if (!closed) {
        telling.run();
      }
    } catch (OutputException nobody) {
      closed = true;
    }
  }

  @Override
  public void planned(Direction direction, Plan plan) {
    if (direction == Direction.FINISH) {
      heard.planned(direction, plan);
    } else {
      tell(() -> heard.planned(direction, plan));
    }
  }

  @Override
  public void started(Step step) {
    tell(() -> heard.started(step));
  }

  @Override
  public void ended(Step step, Result result) {
    tell(() -> heard.ended(step, result));
  }

  @Override
  public void probed(Step step, Answer answer) {
    tell(() -> heard.probed(step, answer));
  }

  @Override
  public void ready(Step step) {
    tell(() -> heard.ready(step));
  }

  @Override
  public void finished(Report report, int generation) {
    // Standard error may be heard all the same.
    closed = false;
    tell(() -> heard.finished(report, generation));
  }
}
