package dev.firn.deploy.driver;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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

  /**
   * Gives up what was only kept because a change of a deployment might have needed it again. Each change calls this before it ends, whatever
   * came of it. What cannot be given up then is tried again by the next change.
   */
  default void tidy(String deployment) throws InterruptedException {}

  /** The last lines that a component wrote to its log, at most so many; what has no log has none. */
  default List<String> lastLines(String deployment, Component component, int most) {
    return List.of();
  }

  /**
   * How the components of a deployment are, for people. Changes nothing.
   *
   * @throws DriverException if that cannot be told
   */
  default Map<ComponentPath, Health> health(String deployment)
      throws DriverException, InterruptedException {
    return Map.of();
  }

  /**
   * Starts, stops or restarts what is installed, and changes nothing else. What is stopped by hand stays installed.
   *
   * @throws InterruptedException if it gave up; then nobody knows
   */
  default Result control(String deployment, Component component, Control control)
      throws InterruptedException {
    return Result.failed(
        "a " + component.place().type() + " cannot be started and stopped by hand");
  }

  /**
   * Reads the log of a component, also of one that has failed or ended. Gives it line by line; following, until interrupted.
   *
   * @throws DriverException if it cannot be read
   */
  default void readLog(
      String deployment, Component component, LogQuery query, Consumer<LogLine> lines)
      throws DriverException, InterruptedException {}

  /** Where a component keeps data that people own, which {@link Verb#STOP} leaves there: absolute paths. */
  default List<String> data(Component component) {
    return List.of();
  }

  /**
   * Removes the data of a component that is not there any more. Nothing there is fine.
   *
   * @throws InterruptedException if it gave up; then some of it may be left
   */
  default Result purge(String deployment, Component component) throws InterruptedException {
    return Result.DONE;
  }
}
