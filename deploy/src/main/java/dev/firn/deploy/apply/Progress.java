package dev.firn.deploy.apply;

import dev.firn.deploy.driver.Result;
import dev.firn.deploy.log.Direction;
import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.Step;
import dev.firn.deploy.probe.Answer;

/** Hears what happens while a plan is carried out. Called by the one thread that does it; what it throws ends everything. */
public interface Progress {
  /** Hears nothing. */
  Progress SILENT = new Progress() {};

  /** That will be done; nothing of it was done yet. */
  default void planned(Direction direction, Plan plan) {}

  /** A step is about to be done. */
  default void started(Step step) {}

  /** A step was done, or not. */
  default void ended(Step step, Result result) {}

  /** A probe gave an answer. */
  default void probed(Step step, Answer answer) {}

  /** A component is ready. */
  default void ready(Step step) {}
}
