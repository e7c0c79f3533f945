package dev.firn.app.deploy;

import dev.firn.base.json.Json;
import dev.firn.deploy.apply.Failure;
import dev.firn.deploy.apply.Report;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.log.Direction;
import dev.firn.deploy.plan.Plan;
import dev.firn.deploy.plan.PlanJson;
import dev.firn.deploy.plan.Step;
import dev.firn.deploy.probe.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells programs: an object on a line for each event. */
final class JsonProgress implements ChangeProgress {
  /** The version of the events; a number that differs means members that are gone or mean something else. */
  static final int VERSION = 1;

  private final DeployCall call;
  private final String deployment;

  JsonProgress(DeployCall call, String deployment) {
    this.call = call;
    this.deployment = deployment;
  }

  private void event(String name, Map<String, Json> members) {
    SortedMap<String, Json> all = new TreeMap<>(members);
    all.put("event", new Json.Str(name));
    all.put("version", new Json.Int(VERSION));
    all.put("deployment", new Json.Str(deployment));
    call.print(Json.object(all));
  }

  private static SortedMap<String, Json> step(Step step) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("path", new Json.Str(step.operation().path().toString()));
    members.put("verb", word(step.operation().verb()));
    return members;
  }

  private static Json word(Enum<?> constant) {
    return new Json.Str(constant.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public void planned(Direction direction, Plan plan) {
    event("planned", Map.of("direction", word(direction), "plan", PlanJson.write(plan)));
  }

  @Override
  public void started(Step step) {
    event("started", step(step));
  }

  @Override
  public void ended(Step step, Result result) {
    SortedMap<String, Json> members = step(step);
    members.put("ending", word(result.ending()));
    members.put("message", new Json.Str(result.message()));
    event("ended", members);
  }

  @Override
  public void probed(Step step, Answer answer) {
    SortedMap<String, Json> members = step(step);
    members.put("answer", word(answer.kind()));
    members.put("text", new Json.Str(answer.text()));
    event("probed", members);
  }

  @Override
  public void ready(Step step) {
    event("ready", step(step));
  }

  @Override
  public void finished(Report report, int generation) {
    event(
        "finished",
        Map.of(
            "outcome",
            word(report.outcome()),
            "exitStatus",
            new Json.Int(report.outcome().exitStatus()),
            "message",
            new Json.Str(report.message()),
            "failures",
            new Json.Array(report.failures().stream().map(JsonProgress::failure).toList()),
            "left",
            ComponentJson.strings(report.left()),
            "generation",
            new Json.Int(generation)));
  }

  private static Json failure(Failure failure) {
    return Json.object(
        Map.of(
            "path",
            new Json.Str(failure.path().toString()),
            "message",
            new Json.Str(failure.message()),
            "lastLines",
            ComponentJson.strings(List.copyOf(failure.lastLines()))));
  }
}
