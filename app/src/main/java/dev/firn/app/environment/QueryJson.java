package dev.firn.app.environment;

import dev.firn.app.command.NixEnvOptions;
import dev.firn.base.json.Json;
import dev.firn.base.json.JsonWriter;
import dev.firn.base.text.PackageName;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.print.JsonPrinter;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Value;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import java.util.SortedMap;
import java.util.TreeMap;

/** Prints packages as a JSON object, by their attribute paths. */
final class QueryJson implements QueryOutput {
  private static final int INDENT = 2;

  private final EnvironmentCall call;
  private final StoreDir dir;
  private final SortedMap<String, Json> all = new TreeMap<>();

  QueryJson(EnvironmentCall call) {
    this.call = call;
    this.dir = call.session().store().dir();
  }

  @Override
  public void add(Element element) {
    SortedMap<String, Json> members = new TreeMap<>();
    PackageName name = element.packageName();
    members.put("name", new Json.Str(element.name()));
    members.put("pname", new Json.Str(name.name()));
    members.put("version", new Json.Str(name.version()));
    members.put("system", new Json.Str(element.system()));
    members.put("outputName", new Json.Str(element.outputName()));
    members.put("outputs", outputs(element));
    StorePath derivation = call.has(NixEnvOptions.DRV_PATH) ? element.derivation() : null;
    if (derivation != null) {
      members.put("drvPath", new Json.Str(dir.print(derivation)));
    }
    if (call.has(NixEnvOptions.META)) {
      members.put("meta", meta(element));
    }
    all.put(element.attributePath(), Json.object(members));
  }

  private Json outputs(Element element) {
    SortedMap<String, Json> outputs = new TreeMap<>();
    if (call.has(NixEnvOptions.OUT_PATH)) {
      element.outputs().forEach((name, path) -> outputs.put(name, new Json.Str(dir.print(path))));
    } else {
      element.outputNames().forEach(name -> outputs.put(name, new Json.Null()));
    }
    return Json.object(outputs);
  }

  private Json meta(Element element) {
    SortedMap<String, Json> members = new TreeMap<>();
    for (String name : element.meta().names()) {
      Value value = element.meta().value(name, call.session().evaluation());
      if (value == null) {
        call.surroundings().messages().say(badMeta(element, name));
        members.put(name, new Json.Null());
      } else {
        members.put(name, Json.parse(print(value)));
      }
    }
    return Json.object(members);
  }

  private String print(Value value) {
    return JsonPrinter.print(
        value, true, true, new ContextBuilder(), call.session().evaluation(), Positions.NONE);
  }

  /** What is said of something in {@code meta} that cannot be printed. */
  static String badMeta(Element element, String name) {
    return "derivation '" + element.name() + "' has invalid meta attribute '" + name + "'";
  }

  @Override
  public void finish() {
    JsonWriter writer = JsonWriter.indented(INDENT);
    Json.object(all).emit(writer);
    call.line(JsonPrinter.finish(writer));
  }
}
