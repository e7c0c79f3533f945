package dev.firn.process.host;

import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.manager.Mark;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A driver for what cannot carry a mark itself: records say what is there. One component after the other is made or removed. */
abstract class RecordsDriver implements Driver {
  /** What was made. */
  protected final Records records;

  /** A driver with its records in that folder. */
  RecordsDriver(Path folder) {
    this.records = new Records(folder);
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.PLAIN;
  }

  /** How a component is that has a record; null if nothing of it is there. */
  abstract @Nullable Present look(String deployment, Mark mark)
      throws IOException, InterruptedException;

  /**
   * Makes a component, or makes it what it shall be now.
   *
   * @throws IOException if it cannot; the message is for people
   */
  abstract void make(String deployment, Component component)
      throws IOException, InterruptedException;

  /**
   * Removes a component, which may be gone already.
   *
   * @throws IOException if it cannot; the message is for people
   */
  abstract void remove(String deployment, Component component)
      throws IOException, InterruptedException;

  @Override
  public final Map<ComponentPath, Present> read(String deployment)
      throws DriverException, InterruptedException {
    SortedMap<ComponentPath, Present> found = new TreeMap<>();
    try {
      for (Mark mark : records.of(deployment).values()) {
        Present present = look(deployment, mark);
        if (present != null) {
          found.put(mark.path(), present);
        }
      }
    } catch (IOException failed) {
      throw new DriverException(text(failed));
    }
    return found;
  }

  @Override
  public final List<Result> transition(String deployment, List<Operation> batch)
      throws InterruptedException {
    List<Result> results = new ArrayList<>();
    for (Operation operation : batch) {
      try {
        if (operation.verb() == Verb.STOP) {
          remove(deployment, operation.component());
        } else {
          make(deployment, operation.component());
        }
        results.add(Result.DONE);
      } catch (IOException failed) {
        results.add(Result.failed(text(failed)));
      }
    }
    return results;
  }

  /** What went wrong. Java's own exceptions about files may say only which one. */
  static String text(IOException failed) {
    String message = String.valueOf(failed.getMessage());
    return failed instanceof AccessDeniedException ? message + ": permission denied" : message;
  }
}
