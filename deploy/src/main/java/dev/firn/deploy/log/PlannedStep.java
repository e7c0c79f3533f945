package dev.firn.deploy.log;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.driver.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan as the log has it.
 *
 * @param operation what it does
 * @param reversible whether it can be undone
 */
public record PlannedStep(Operation operation, boolean reversible) {
  /** What is there if the step was not done; null if nothing. */
  @Nullable Component before() {
    return operation.before();
  }

  /** What is there when the step was done; null if nothing. */
  @Nullable Component after() {
    return operation.after();
  }
}
