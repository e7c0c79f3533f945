package dev.firn.process.ids;

import dev.firn.base.json.Json;
import dev.firn.deploy.json.JsonFields;
import java.util.SortedMap;
import java.util.TreeMap;

/** Assignments as JSON: the members of {@code ids.nix}. */
public final class IdJson {
  private static final String IDS = "ids";
  private static final String LAST = "lastAssignments";

  private IdJson() {}

  /** The members of the object that an assignment is. */
  public static SortedMap<String, Json> write(IdAssignment assignment) {
    SortedMap<String, Json> ids = new TreeMap<>();
    assignment.ids().forEach((resource, each) -> ids.put(resource, numbers(each)));
    SortedMap<String, Json> members = new TreeMap<>();
    members.put(IDS, Json.object(ids));
    members.put(LAST, numbers(assignment.last()));
    return members;
  }

  private static Json numbers(SortedMap<String, Long> numbers) {
    SortedMap<String, Json> members = new TreeMap<>();
    numbers.forEach((name, number) -> members.put(name, new Json.Int(number)));
    return Json.object(members);
  }

  /**
   * Reads what {@link #write} gives.
   *
   * @throws dev.firn.deploy.json.JsonFormatException if it is no assignment
   */
  public static IdAssignment read(Json json) {
    JsonFields fields = JsonFields.of(json, "an assignment of ids");
    SortedMap<String, SortedMap<String, Long>> ids = new TreeMap<>();
    fields.object(IDS).forEach((resource, each) -> ids.put(resource, readNumbers(each)));
    return new IdAssignment(ids, readNumbers(fields.value(LAST)));
  }

  private static SortedMap<String, Long> readNumbers(Json json) {
    JsonFields fields = JsonFields.of(json, "an assignment of ids");
    SortedMap<String, Long> numbers = new TreeMap<>();
    if (json instanceof Json.Obj object) {
      object.members().keySet().forEach(name -> numbers.put(name, fields.integer(name)));
    }
    return numbers;
  }
}
