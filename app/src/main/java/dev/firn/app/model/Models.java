package dev.firn.app.model;

import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session;
import dev.firn.app.realise.Building;
import dev.firn.app.settings.Environment;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.RunnableStore;
import dev.firn.app.store.StoreOpener;
import dev.firn.base.disk.Disk;
import dev.firn.deploy.component.Deployment;
import dev.firn.image.docker.Docker;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.managers.Managers;
import dev.firn.process.model.LoadedModel;
import dev.firn.process.model.ModelRequest;
import dev.firn.process.model.ProcessModel;
import dev.firn.store.Store;
import dev.firn.store.protocol.BuildMode;

/** Loads processes models with what a command has: its evaluator, its store, its builders. */
public final class Models {
  private Models() {}

  /** All process managers that there are, for whoever has those environment variables, and the store of those settings. */
  public static Managers managers(Settings settings, Surroundings surroundings) {
    Environment environment = surroundings.environment();
    return Managers.all(
        environment::get,
        new Docker(
            Disk.REAL, new RealPrograms(), environment::get, () -> store(settings, surroundings)));
  }

  private static Store store(Settings settings, Surroundings surroundings) {
    RunnableStore.choose(settings, surroundings.environment());
    return StoreOpener.open(settings, surroundings);
  }

  /**
   * Loads a model; what it is made of can be realised then. To be used in a session, which keeps what was added to the store.
   *
   * @throws dev.firn.lang.error.EvalError if the model is wrong
   * @throws dev.firn.deploy.component.ModelException if the deployment is
   */
  public static LoadedModel load(ModelRequest request, Managers managers, Session session) {
    LoadedModel model =
        new ProcessModel(session.evaluator(), session.store().dir(), managers).load(request);
    session.flush();
    return model;
  }

  /**
   * Realises all that the processes of a model are made of, at once.
   *
   * @throws dev.firn.realise.plan.RealiseException if something cannot be built
   */
  public static Deployment realised(
      LoadedModel model, Store store, Settings settings, Surroundings surroundings) {
    if (!model.needed().isEmpty()) {
      new Building(store, settings, surroundings).build(model.needed(), BuildMode.NORMAL);
      surroundings.messages().endStatus();
    }
    return model.deployment();
  }
}
