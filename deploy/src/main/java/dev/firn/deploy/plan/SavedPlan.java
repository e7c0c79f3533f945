package dev.firn.deploy.plan;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.Deployment;
import dev.firn.deploy.component.DeploymentJson;
import dev.firn.deploy.json.JsonFields;
import dev.firn.deploy.json.JsonFormatException;
import java.util.SortedMap;

/**
 * A plan in a file: what shall be, and the plan that was shown. What is carried out is planned anew, and refused unless the same plan
 * comes of it.
 *
 * @param shown the JSON of the plan
 */
public record SavedPlan(Deployment wanted, Json.Obj shown) {
  private static final String FORMAT = "firn-plan";

  /** What is to be saved of a plan. */
  public static SavedPlan of(Plan plan) {
    return new SavedPlan(plan.wanted(), PlanJson.write(plan));
  }

  /** The text of the file: bytes. */
  public String write() {
    SortedMap<String, Json> members = DeploymentJson.write(wanted);
    members.put("format", new Json.Str(FORMAT));
    members.put("version", new Json.Int(PlanJson.VERSION));
    members.put("plan", shown);
    return Json.object(members).printIndented(2) + "\n";
  }

  /**
   * Reads the text of a file.
   *
   * @throws JsonFormatException if it is no plan, or one of a newer version
   * @throws dev.firn.base.json.JsonParseException if it is no JSON
   */
  public static SavedPlan read(String text) {
    JsonFields fields = JsonFields.of(Json.parse(text), "a saved plan");
    if (!fields.string("format").equals(FORMAT)) {
      throw new JsonFormatException("this is no saved plan");
    }
    if (fields.integer("version") != PlanJson.VERSION) {
      throw new JsonFormatException(
          "this plan was saved by another version of Firn (format "
              + fields.integer("version")
              + ", this is "
              + PlanJson.VERSION
              + "): make it anew");
    }
    return new SavedPlan(DeploymentJson.read(fields), Json.object(fields.object("plan")));
  }

  /** Whether that plan is the one that was saved. */
  public boolean isSameAs(Plan plan) {
    return wanted.equals(plan.wanted()) && shown.equals(PlanJson.write(plan));
  }
}
