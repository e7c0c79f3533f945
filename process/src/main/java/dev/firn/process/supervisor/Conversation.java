package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.json.JsonFormatException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Answers what a supervisor is asked. For many threads. */
final class Conversation {
  private final Supervisor supervisor;
  private final ControlGroups groups;
  private final Runnable leave;

  /** One change of a deployment at a time. */
  private final Map<String, ReentrantLock> changes = new ConcurrentHashMap<>();

  /**
   * Answers for a supervisor.
   *
   * @param leave ends the supervisor and nothing else
   */
  Conversation(Supervisor supervisor, ControlGroups groups, Runnable leave) {
    this.supervisor = supervisor;
    this.groups = groups;
    this.leave = leave;
  }

  /**
   * The answer to a message.
   *
   * @param givenUp whether nobody waits for it any more
   */
  Json answer(Json message, BooleanSupplier givenUp) throws InterruptedException {
    try {
      JsonFields fields = JsonFields.of(message, "a message");
      String request = fields.string("request");
      if (request.equals("leave")) {
        leave.run();
        return Json.object(Map.of());
      }
      if (fields.integer("version") != Frames.VERSION) {
        return Json.object(Map.of("version", new Json.Int(Frames.VERSION)));
      }
      return switch (request) {
        case "greet" -> Json.object(Map.of());
        case "look" -> look(fields.string("deployment"));
        case "change" -> change(fields, givenUp);
        case "control" -> control(fields);
        case "settle" -> settle(fields.string("deployment"));
        default -> throw new JsonFormatException("there is no request '" + request + "'");
      };
    } catch (JsonFormatException | ModelException | IllegalArgumentException wrong) {
      return Json.object(Map.of("error", new Json.Str(String.valueOf(wrong.getMessage()))));
    }
  }

  private Json look(String deployment) {
    Roster roster = supervisor.roster();
    synchronized (roster) {
      List<Json> found =
          roster.all().stream()
              .filter(one -> one.key().deployment().equals(deployment))
              .map(one -> new Glance(one.key(), one.assignment().fingerprint(), one.status()))
              .map(Glance::json)
              .toList();
      return Json.object(Map.of("found", new Json.Array(found)));
    }
  }

  private Json change(JsonFields fields, BooleanSupplier givenUp) throws InterruptedException {
    List<Task> tasks = fields.list("tasks", Task::read);
    return alone(
        fields.string("deployment"), () -> new Batch(supervisor, groups, givenUp).run(tasks));
  }

  private Json control(JsonFields fields) throws InterruptedException {
    Key key = Key.read(fields.value("key"));
    Control control = fields.constant("control", Control.class);
    return alone(key.deployment(), () -> List.of(supervisor.control(key, control)));
  }

  /** Waits until nothing is changed any more. */
  private Json settle(String deployment) throws InterruptedException {
    return alone(deployment, List::of);
  }

  private interface Change {
    List<Result> run() throws InterruptedException;
  }

  private Json alone(String deployment, Change change) throws InterruptedException {
    ReentrantLock lock = changes.computeIfAbsent(deployment, _ -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      List<Json> results = change.run().stream().map(Conversation::json).toList();
      return Json.object(Map.of("results", new Json.Array(results)));
    } finally {
      lock.unlock();
    }
  }

  private static Json json(Result result) {
    return Json.object(
        Map.of(
            "ending",
            new Json.Str(result.ending().name()),
            "message",
            new Json.Str(result.message())));
  }

  /** Whether nobody changes anything. */
  boolean isIdle() {
    return changes.values().stream().noneMatch(ReentrantLock::isLocked);
  }
}
