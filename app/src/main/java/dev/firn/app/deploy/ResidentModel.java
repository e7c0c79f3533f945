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
   * What came of it.
   *
   * @param status the exit status of the command if there is no model
   * @param model null if it is wrong, which was told
   */
  record Answer(int status, @Nullable LoadedModel model) {}

  /**
   * The model that a command line names. What it needs of the store is there, and stays as long as the store is open.
   *
   * @return null if there is no resident evaluator, or it cannot tell
   */
  static @Nullable Answer load(CommandLine line, Surroundings surroundings, Store store) {
    if (line.has(EvalOptions.NO_RESIDENT)) {
      return null;
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(line.spec().name());
    arguments.addAll(line.words());
    Client.Answer answer = Client.ask(arguments, surroundings);
    if (answer == null) {
      return null;
    }
    LoadedModel model = answer.status() == 0 ? model(answer.output(), store) : null;
    if (answer.status() == 0 && model == null) {
      return null;
    }
    surroundings.messages().pass(answer.errors());
    return new Answer(answer.status(), model);
  }

  private static @Nullable LoadedModel model(byte[] text, Store store) {
    try {
      LoadedModel model = LoadedModelJson.read(Latin1.string(text), store.dir());
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
