package dev.firn.app.build;

import dev.firn.base.json.Json;
import dev.firn.store.DerivedPath;
import dev.firn.store.Realisation;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was built as JSON, as {@code nix build --json} prints it: a list with one object a derivation. */
final class BuildJson {
  private BuildJson() {}

  static String of(
      List<DerivedPath.Built> targets, Map<DerivedPath.Built, BuildResult> results, StoreDir dir) {
    Map<StorePath, SortedMap<String, Json>> byDerivation = new LinkedHashMap<>();
    for (DerivedPath.Built target : targets) {
      BuildResult result = results.get(target);
      if (result != null) {
        SortedMap<String, Json> outputs =
            byDerivation.computeIfAbsent(target.derivation(), _ -> new TreeMap<>());
        addOutputs(outputs, result, dir);
      }
    }
    List<Json> all = new ArrayList<>();
    byDerivation.forEach((derivation, outputs) ->
        all.add(
            Json.object(
                Map.of(
                    "drvPath",
                    new Json.Str(dir.print(derivation)),
                    "outputs",
                    new Json.Obj(outputs)))));
    return new Json.Array(all).print();
  }

  private static void addOutputs(
      SortedMap<String, Json> outputs, BuildResult result, StoreDir dir) {
    for (Map.Entry<String, Realisation> output : result.outputs().entrySet()) {
      outputs.put(output.getKey(), new Json.Str(dir.print(output.getValue().path())));
    }
  }
}
