package dev.firn.process.manager.embedded;

import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.manager.LogFile;
import dev.firn.process.supervisor.Assignment;
import dev.firn.process.supervisor.Client;
import dev.firn.process.supervisor.Glance;
import dev.firn.process.supervisor.Key;
import dev.firn.process.supervisor.Places;
import dev.firn.process.supervisor.Status;
import dev.firn.process.supervisor.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Hands processes to Firn's supervisor. */
final class EmbeddedDriver implements Driver {
  private final Client client;

  EmbeddedDriver(Client client) {
    this.client = client;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.BATCHES;
  }

  @Override
  public Map<ComponentPath, Present> read(String deployment)
      throws DriverException, InterruptedException {
    Map<ComponentPath, Present> present = new TreeMap<>();
    for (Glance glance : look(deployment)) {
      present.put(glance.key().path(), new Present(glance.fingerprint(), glance.status().isGood()));
    }
    return present;
  }

  private List<Glance> look(String deployment) throws DriverException, InterruptedException {
    try {
      return client.look(deployment);
    } catch (IOException failed) {
      throw new DriverException(text(failed));
    }
  }

  private static String text(IOException failed) {
    return Latin1.ofUnicode(String.valueOf(failed.getMessage()));
  }

  @Override
  public List<Result> transition(String deployment, List<Operation> batch)
      throws InterruptedException {
    List<Task> tasks = new ArrayList<>();
    for (Operation operation : batch) {
      tasks.add(task(deployment, operation));
    }
    try {
      return client.change(deployment, tasks);
    } catch (IOException lost) {
      return Collections.nCopies(batch.size(), Result.uncertain(text(lost)));
    }
  }

  private static Task task(String deployment, Operation operation) {
    Key key = new Key(deployment, operation.path());
    Component before = operation.before();
    Component after = operation.after();
    List<String> links = new ArrayList<>();
    if (before != null) {
      Reload reload = process(before).reload();
      links.addAll(reload == null ? List.of() : reload.files().values());
    }
    return new Task(operation.verb(), key, after == null ? null : assignment(key, after), links);
  }

  private static Assignment assignment(Key key, Component component) {
    ProcessDescription process = process(component);
    boolean notifies = process.notifyTime() != null;
    return new Assignment(key, component.fingerprint(), process, notifies, Assignment.Wish.RUN);
  }

  private static ProcessDescription process(Component component) {
    return DescriptionJson.read(component.inputs());
  }

  @Override
  public Map<ComponentPath, Health> health(String deployment)
      throws DriverException, InterruptedException {
    Map<ComponentPath, Health> health = new TreeMap<>();
    for (Glance glance : look(deployment)) {
      health.put(glance.key().path(), health(glance.status()));
    }
    return health;
  }

  private static Health health(Status status) {
    Health.State state =
        switch (status.phase()) {
          case STARTING -> Health.State.STARTING;
          case RUNNING, STOPPING -> Health.State.RUNNING;
          case WAITING -> Health.State.WAITING;
          case STOPPED, DONE -> Health.State.STOPPED;
          case FAILED -> Health.State.FAILED;
        };
    Long process = status.main() == null ? null : (long) status.main().number();
    return new Health(state, process, status.since(), status.restarts(), status.text());
  }

  @Override
  public Result control(String deployment, Component component, Control control)
      throws InterruptedException {
    try {
      return client.control(new Key(deployment, component.path()), control);
    } catch (IOException lost) {
      return Result.uncertain(text(lost));
    }
  }

  @Override
  public List<String> lastLines(String deployment, Component component, int most) {
    return log(component).lastLines(most);
  }

  @Override
  public void readLog(
      String deployment, Component component, LogQuery query, Consumer<LogLine> lines)
      throws DriverException, InterruptedException {
    try {
      log(component).read(query, lines);
    } catch (IOException failed) {
      throw new DriverException(text(failed));
    }
  }

  /** Removes the log, unless the model says where it is. */
  @Override
  public Result purge(String deployment, Component component) {
    try {
      if (process(component).logFile() == null) {
        log(component).remove();
      }
      return Result.DONE;
    } catch (IOException failed) {
      return Result.failed("cannot remove its log: " + text(failed));
    }
  }

  private static LogFile log(Component component) {
    return new LogFile(Places.log(process(component)));
  }
}
