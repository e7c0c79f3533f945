package dev.firn.fuzz;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;

/** JSON: what is read can be written, and reads back as the same. */
final class JsonTarget implements Target {
  @Override
  public void check(String input) {
    Json json;
    try {
      json = Json.parse(input);
    } catch (JsonParseException refused) {
      return;
    }
    String printed = json.print();
    Json again = Json.parse(printed);
    Target.same(printed, again.print(), "another text when printed again");
    Target.same(
        printed, Json.parse(json.printIndented(2)).print(), "indented text reads otherwise");
  }
}
