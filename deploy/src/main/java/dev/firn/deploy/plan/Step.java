package dev.firn.deploy.plan;

import dev.firn.deploy.driver.Operation;
import java.util.List;

/**
 * One operation of a plan.
 *
 * @param number its place in the plan, from 0
 * @param after the numbers of steps that must be done, and ready, before it; all are lower than its own
 * @param reversible whether it can be undone
 */
public record Step(
    int number, Operation operation, Phase phase, List<Integer> after, boolean reversible) {
  /** Copies the list. */
  public Step {
    after = List.copyOf(after);
  }
}
