package dev.firn.deploy.plan;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ComponentJson;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plan for programs. */
public final class PlanJson {
  /** The version of the schema; a number that differs means members that are gone or mean something else. */
  public static final int VERSION = 1;

  private PlanJson() {}

  /** The JSON of a plan. */
  public static Json.Obj write(Plan plan) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("version", new Json.Int(VERSION));
    members.put("deployment", new Json.Str(plan.wanted().name()));
    members.put("changes", new Json.Array(plan.changes().stream().map(PlanJson::change).toList()));
    members.put("steps", new Json.Array(plan.steps().stream().map(PlanJson::step).toList()));
    members.put("uncertain", ComponentJson.strings(plan.uncertain()));
    members.put("counts", counts(plan));
    members.put("madeFrom", new Json.Str(plan.madeFrom()));
    return Json.object(members);
  }

  private static Json counts(Plan plan) {
    SortedMap<String, Json> counts = new TreeMap<>();
    for (Action action : Action.values()) {
      counts.put(action.text(), new Json.Int(plan.count(action)));
    }
    return Json.object(counts);
  }

  /** The JSON of a change of one component. */
  public static Json change(Change change) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("path", new Json.Str(change.path().toString()));
    members.put("action", new Json.Str(change.action().text()));
    members.put("reason", new Json.Str(change.reason()));
    members.put("fields", new Json.Array(change.fields().stream().map(PlanJson::field).toList()));
    return Json.object(members);
  }

  private static Json field(FieldChange field) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("name", new Json.Str(field.name()));
    members.put("before", text(field.before()));
    members.put("after", text(field.after()));
    return Json.object(members);
  }

  private static Json text(@Nullable String text) {
    return text == null ? new Json.Null() : new Json.Str(text);
  }

  private static Json step(Step step) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("verb", new Json.Str(step.operation().verb().name().toLowerCase(Locale.ROOT)));
    members.put("path", new Json.Str(step.operation().path().toString()));
    members.put("type", new Json.Str(step.operation().place().type()));
    members.put("target", new Json.Str(step.operation().place().target()));
    members.put("phase", new Json.Str(step.phase().name().toLowerCase(Locale.ROOT)));
    List<Json> after = step.after().stream().map(number -> (Json) new Json.Int(number)).toList();
    members.put("after", new Json.Array(after));
    members.put("reversible", new Json.Bool(step.reversible()));
    return Json.object(members);
  }
}
