package dev.firn.deploy.plan;

import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.component.Deployment;
import java.util.List;
import java.util.SortedSet;

/**
 * The steps from what is to what shall be.
 *
 * @param wanted what shall be
 * @param changes one for each component that is or shall be, sorted by path
 * @param steps in an order in which they could be done one by one
 * @param uncertain components of which nobody knows what is there: a plan with any cannot be carried out
 * @param madeFrom a hash of what was known when the plan was made
 */
public record Plan(
    Deployment wanted,
    List<Change> changes,
    List<Step> steps,
    SortedSet<ComponentPath> uncertain,
    String madeFrom) {
  /** Copies the lists. */
  public Plan {
    changes = List.copyOf(changes);
    steps = List.copyOf(steps);
  }

  /** How many components that is done about. */
  public long count(Action action) {
    return changes.stream().filter(change -> change.action() == action).count();
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return steps.isEmpty() && uncertain.isEmpty();
  }
}
