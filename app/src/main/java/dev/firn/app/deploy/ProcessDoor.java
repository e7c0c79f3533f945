package dev.firn.app.deploy;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.DeployOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.OpenStore;
import dev.firn.app.eval.Session;
import dev.firn.app.model.LoadedModelJson;
import dev.firn.app.model.Models;
import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.RunnableStore;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.driver.Drivers;
import dev.firn.process.managers.Managers;
import dev.firn.process.model.LoadedModel;
import dev.firn.process.model.ModelRequest;
import dev.firn.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Declarations of processes: {@code processes.nix}. */
final class ProcessDoor implements FrontDoor {
  /** Its owner is whoever runs this. */
  private static final Path SELF = Path.of("/proc/self");

  private final Managers managers;

  /** For whoever has those settings and surroundings. */
  ProcessDoor(Settings settings, Surroundings surroundings) {
    managers = Models.managers(settings, surroundings);
  }

  @Override
  public int load(CommandLine line, Settings settings, Surroundings surroundings, Use use) {
    RunnableStore.choose(settings, surroundings.environment());
    try (OpenStore store = OpenStore.of(settings, surroundings, Session.Access.WRITE, null)) {
      ResidentModel.Answer answer = ResidentModel.load(line, surroundings, store.store());
      LoadedModel model = answer == null ? null : answer.model();
      if (answer != null && model == null) {
        return answer.status();
      }
      if (model != null) {
        StoreRoots roots = new StoreRoots(store.store().dir(), store.roots());
        return use.run(declared(model, store.store(), roots, settings, surroundings));
      }
    }
    return Session.run(
        line,
        settings,
        surroundings,
        Session.Access.FILL,
        session -> {
          LoadedModel model = Models.load(request(line, session, surroundings), managers, session);
          return use.run(
              declared(model, session.store(), StoreRoots.of(session), settings, surroundings));
        });
  }

  private static Declared declared(
      LoadedModel model,
      Store store,
      StoreRoots roots,
      Settings settings,
      Surroundings surroundings) {
    return new Declared(Models.realised(model, store, settings, surroundings), roots);
  }

  @Override
  public int tell(CommandLine line, Settings settings, Surroundings surroundings) {
    RunnableStore.choose(settings, surroundings.environment());
    return Session.run(
        line,
        settings,
        surroundings,
        Session.Access.WRITE,
        List.of(user(), group(), Directories.deployments(surroundings.environment())),
        session -> {
          LoadedModel model = Models.load(request(line, session, surroundings), managers, session);
          surroundings.output().line(LoadedModelJson.write(model, session.store().dir()));
          return 0;
        });
  }

  private static ModelRequest request(
      CommandLine line, Session session, Surroundings surroundings) {
    String stateDir = line.value(DeployOptions.STATE_DIR);
    @Nullable Boolean privileged = line.has(DeployOptions.PRIVILEGED) ? Boolean.TRUE : null;
    return new ModelRequest(
        session.absolute(line.operands().isEmpty() ? "." : line.operands().getFirst()),
        line.value(DeployOptions.NAME),
        user(),
        group(),
        FileOwnership.user() == 0,
        line.value(DeployOptions.MANAGER),
        stateDir == null ? null : session.absolute(stateDir),
        privileged,
        session.arguments(),
        Directories.deployments(surroundings.environment()));
  }

  private static String user() {
    return Latin1.ofUnicode(self().owner().getName());
  }

  private static String group() {
    return Latin1.ofUnicode(self().group().getName());
  }

  private static PosixFileAttributes self() {
    try {
      return Files.readAttributes(SELF, PosixFileAttributes.class);
    } catch (IOException failed) {
      throw new DeployFailure("cannot find out who you are: " + failed.getMessage());
    }
  }

  @Override
  public Drivers drivers() {
    return managers;
  }
}
