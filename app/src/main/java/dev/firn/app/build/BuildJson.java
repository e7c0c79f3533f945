package dev.firn.app.build;

import dev.firn.base.json.Json;
import dev.firn.store.DerivedPath;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;
import dev.firn.store.protocol.BuildResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was built as JSON, as {@code nix build --json} prints it: a list with one object a derivation. Times are seconds after the epoch.
 */
final class BuildJson {
  private BuildJson() {}

  static String of(
      List<DerivedPath.Built> targets, Map<DerivedPath.Built, BuildResult> results, StoreDir dir) {
    Map<StorePath, List<BuildResult>> byDerivation = new LinkedHashMap<>();
    for (DerivedPath.Built target : targets) {
      BuildResult result = results.get(target);
      if (result != null) {
        byDerivation.computeIfAbsent(target.derivation(), _ -> new ArrayList<>()).add(result);
      }
    }
    List<Json> all = new ArrayList<>();
    byDerivation.forEach((derivation, built) -> all.add(object(derivation, built, dir)));
    return new Json.Array(all).print();
  }

  private static Json object(StorePath derivation, List<BuildResult> results, StoreDir dir) {
    SortedMap<String, Json> members = new TreeMap<>();
    SortedMap<String, Json> outputs = new TreeMap<>();
    members.put("drvPath", new Json.Str(dir.print(derivation)));
    for (BuildResult result : results) {
      result
          .outputs()
          .forEach((name, output) -> outputs.put(name, new Json.Str(dir.print(output.path()))));
      if (result.startTime() != 0) {
        members.put("startTime", new Json.Int(result.startTime()));
        members.put("stopTime", new Json.Int(result.stopTime()));
      }
    }
    members.put("outputs", new Json.Obj(outputs));
    return new Json.Obj(members);
  }
}
