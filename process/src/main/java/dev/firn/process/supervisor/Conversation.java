package dev.firn.process.supervisor;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.json.JsonFormatException;
import java.util.List;
import java.util.Map;

/** Answers what a supervisor is asked. For many threads. */
final class Conversation {
  private final Supervisor supervisor;
  private final ControlGroups groups;
  private final Runnable leave;

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
   * @param turn whose it is
   */
  Json answer(Json message, Turns.Turn turn) throws InterruptedException {
    try {
      JsonFields fields = JsonFields.of(message, "a message");
      String request = fields.string("request");
      if (request.equals("leave")) {
        turn.pass();
        leave.run();
        return Json.object(Map.of());
      }
      if (fields.integer("version") != Frames.VERSION) {
        return Json.object(Map.of("version", new Json.Int(Frames.VERSION)));
      }
      return switch (request) {
        case "greet" -> greet(turn);
        case "look" -> look(fields.string("deployment"), turn);
        case "change" -> change(fields, turn);
        case "control" -> control(fields, turn);
        case "settle" -> settle(fields.string("deployment"), turn);
        default -> throw new JsonFormatException("there is no request '" + request + "'");
      };
    } catch (JsonFormatException | ModelException | IllegalArgumentException wrong) {
      return Json.object(Map.of("error", new Json.Str(String.valueOf(wrong.getMessage()))));
    }
  }

  private static Json greet(Turns.Turn turn) {
    turn.pass();
    return Json.object(Map.of());
  }

  private Json look(String deployment, Turns.Turn turn) throws InterruptedException {
    turn.look(deployment);
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

  private Json change(JsonFields fields, Turns.Turn turn) throws InterruptedException {
    List<Task> tasks = fields.list("tasks", Task::read);
    turn.change(fields.string("deployment"));
    return json(new Batch(supervisor, groups, turn::isGone).run(tasks));
  }

  private Json control(JsonFields fields, Turns.Turn turn) throws InterruptedException {
    Key key = Key.read(fields.value("key"));
    Control control = fields.constant("control", Control.class);
    turn.change(key.deployment());
    return json(List.of(supervisor.control(key, control)));
  }

  /** Waits until nothing is changed any more. */
  private static Json settle(String deployment, Turns.Turn turn) throws InterruptedException {
    turn.change(deployment);
    return json(List.of());
  }

  private static Json json(List<Result> results) {
    return Json.object(
        Map.of("results", new Json.Array(results.stream().map(Conversation::json).toList())));
  }

  private static Json json(Result result) {
    return Json.object(
        Map.of(
            "ending",
            new Json.Str(result.ending().name()),
            "message",
            new Json.Str(result.message())));
  }
}
