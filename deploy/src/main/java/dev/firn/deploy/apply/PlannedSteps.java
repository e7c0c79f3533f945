package dev.firn.deploy.apply;

import dev.firn.deploy.log.PlannedStep;
import dev.firn.deploy.plan.Plan;
import java.util.List;

/** The steps of a plan as the log has them. */
final class PlannedSteps {
  private PlannedSteps() {}

  static List<PlannedStep> of(Plan plan) {
    return plan.steps().stream()
        .map(step -> new PlannedStep(step.operation(), step.reversible()))
        .toList();
  }
}
