package dev.firn.deploy.driver;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import java.util.List;
import java.util.Map;

/**
 * Makes components of one type real on one target. What it installs carries the name of the deployment and the path; what carries none,
 * or another name, it never touches. Drivers know nothing of one another.
 *
 * <p>Methods are called from several threads. When interrupted they give up soon, and change nothing after they ended.
 */
public interface Driver {
  /** What it can do. Always the same. */
  Capabilities capabilities();

  /**
   * What is there of a deployment. Changes nothing. Not asked unless the driver is keyed.
   *
   * @throws DriverException if that cannot be told
   */
  Map<ComponentPath, Present> read(String deployment) throws DriverException, InterruptedException;

  /**
   * Changes what is there. Gives one result for each operation, in their order. An operation that fails does not keep it from trying
   * those of the batch that do not wait for it; a driver that orders itself gives failures for those that do.
   *
   * @param batch no two for one path; in an order that keeps dependencies; just one unless the driver takes batches
   * @throws InterruptedException if it gave up; then all of the batch is uncertain
   */
  List<Result> transition(String deployment, List<Operation> batch) throws InterruptedException;

  /** The last lines that a component wrote to its log, at most so many; what has no log has none. */
  default List<String> lastLines(String deployment, Component component, int most) {
    return List.of();
  }
}
