package dev.firn.app.model;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.DeploymentJson;
import dev.firn.deploy.json.JsonFields;
import dev.firn.process.model.LoadedModel;
import dev.firn.store.DerivedPath;
import dev.firn.store.path.StoreDir;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Loaded models as text, for other processes of the same build. */
public final class LoadedModelJson {
  private static final String NEEDED = "needed";
  private static final char OUTPUTS = '^';

  private LoadedModelJson() {}

  /** The text: bytes on one line. */
  public static String write(LoadedModel model, StoreDir dir) {
    SortedMap<String, Json> members = DeploymentJson.write(model.deployment());
    List<Json> needed =
        model.needed().stream().map(path -> (Json) new Json.Str(path.print(dir, OUTPUTS))).toList();
    members.put(NEEDED, new Json.Array(needed));
    return Json.object(members).print();
  }

  /**
   * Reads the text.
   *
   * @throws dev.firn.base.json.JsonParseException if it is no JSON
   * @throws dev.firn.deploy.json.JsonFormatException if it is no model
   * @throws dev.firn.store.path.BadStorePathException if it needs what is no store path
   */
  public static LoadedModel read(String text, StoreDir dir) {
    JsonFields fields = JsonFields.of(Json.parse(text), "a loaded model");
    Set<DerivedPath> needed = new LinkedHashSet<>();
    for (String path : fields.strings(NEEDED)) {
      needed.add(DerivedPath.parse(dir, path, OUTPUTS));
    }
    return new LoadedModel(DeploymentJson.read(fields), needed);
  }
}
