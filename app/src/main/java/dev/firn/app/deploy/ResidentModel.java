package dev.firn.app.deploy;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.EvalOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.model.LoadedModelJson;
import dev.firn.app.resident.Client;
import dev.firn.base.json.JsonParseException;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.json.JsonFormatException;
import dev.firn.process.model.LoadedModel;
import dev.firn.store.DerivedPath;
import dev.firn.store.IndexedStore;
import dev.firn.store.Store;
import dev.firn.store.path.BadStorePathException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models that the resident evaluator loads, so that a command need not warm up for it. */
final class ResidentModel {
  private ResidentModel() {}

  /**
   * The model that a command line names. What it needs of the store is there, and stays as long as the store is open.
   *
   * @return null if there is no resident evaluator, or it does not succeed: then whoever asks finds out why
   */
  static @Nullable LoadedModel load(CommandLine line, Surroundings surroundings, Store store) {
    if (line.has(EvalOptions.NO_RESIDENT)) {
      return null;
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(line.spec().name());
    arguments.addAll(line.words());
    byte[] answer = Client.ask(arguments, surroundings);
    if (answer == null) {
      return null;
    }
    try {
      LoadedModel model = LoadedModelJson.read(Latin1.string(answer), store.dir());
      return isKept(model, store) ? model : null;
    } catch (JsonParseException
        | JsonFormatException
        | BadStorePathException
        | ModelException wrong) {
      return null;
    }
  }

  /** Whoever collects garbage meanwhile sees that it is needed, or was there first. */
  private static boolean isKept(LoadedModel model, Store store) {
    for (DerivedPath needed : model.needed()) {
      if (store instanceof IndexedStore indexed) {
        indexed.addTempRoot(needed.path());
      }
      if (!store.isValid(needed.path())) {
        return false;
      }
    }
    return true;
  }
}
