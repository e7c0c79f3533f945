package dev.firn.app.deploy;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentJson;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.log.State;
import dev.firn.deploy.plan.Change;
import dev.firn.deploy.plan.PlanJson;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What there is of a deployment, for programs. */
final class StatusJson {
  /** The version of the schema; a number that differs means members that are gone or mean something else. */
  static final int VERSION = 1;

  private StatusJson() {}

  static Json write(Survey survey) {
    State state = survey.state();
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("name", new Json.Str(state.opened().name()));
    members.put("source", new Json.Str(state.opened().source()));
    members.put("user", new Json.Str(state.opened().user()));
    members.put("generation", new Json.Int(state.history().current()));
    members.put("begun", new Json.Bool(state.transaction() != null));
    members.put(
        "components",
        new Json.Array(
            survey.components().values().stream().map(each -> component(survey, each)).toList()));
    return Json.object(members);
  }

  private static Json component(Survey survey, Component component) {
    SortedMap<String, Json> members = new TreeMap<>();
    boolean wanted = survey.state().history().currentComponents().containsKey(component.path());
    members.put("path", new Json.Str(component.path().toString()));
    members.put("type", new Json.Str(component.place().type()));
    members.put("target", new Json.Str(component.place().target()));
    members.put("fingerprint", new Json.Str(component.fingerprint()));
    members.put("wanted", new Json.Bool(wanted));
    members.put("uncertain", new Json.Bool(survey.uncertain().contains(component.path())));
    members.put("dependsOn", ComponentJson.strings(component.dependsOn()));
    Change drift = survey.drift().get(component.path());
    members.put("drift", drift == null ? new Json.Null() : PlanJson.change(drift));
    members.put("health", health(survey.health().get(component.path())));
    return Json.object(members);
  }

  private static Json health(@Nullable Health health) {
    if (health == null) {
      return new Json.Null();
    }
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("state", new Json.Str(health.state().name().toLowerCase(Locale.ROOT)));
    Long process = health.processId();
    members.put("processId", process == null ? new Json.Null() : new Json.Int(process));
    members.put(
        "since",
        health.since() == null ? new Json.Null() : new Json.Str(health.since().toString()));
    members.put(
        "restarts", health.restarts() < 0 ? new Json.Null() : new Json.Int(health.restarts()));
    members.put("text", new Json.Str(health.text()));
    return Json.object(members);
  }
}
