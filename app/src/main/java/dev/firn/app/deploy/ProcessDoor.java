package dev.firn.app.deploy;

import dev.firn.app.command.CommandLine;
import dev.firn.app.command.DeployOptions;
import dev.firn.app.console.Surroundings;
import dev.firn.app.eval.Session;
import dev.firn.app.model.Models;
import dev.firn.app.settings.Directories;
import dev.firn.app.settings.Settings;
import dev.firn.app.store.RunnableStore;
import dev.firn.base.disk.Disk;
import dev.firn.base.sys.FileOwnership;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.driver.Drivers;
import dev.firn.image.docker.Docker;
import dev.firn.process.manager.RealPrograms;
import dev.firn.process.managers.Managers;
import dev.firn.process.model.ModelRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/** Declarations of processes: {@code processes.nix}. */
final class ProcessDoor implements FrontDoor {
  /** Its owner is whoever runs this. */
  private static final Path SELF = Path.of("/proc/self");

  private final Managers managers = Managers.all(new Docker(Disk.REAL, new RealPrograms()));

  @Override
  public int load(CommandLine line, Settings settings, Surroundings surroundings, Use use) {
    RunnableStore.choose(settings, surroundings.environment());
    return Session.run(
        line,
        settings,
        surroundings,
        Session.Access.FILL,
        session ->
            use.run(
                new Declared(
                    Models.load(
                        request(line, session, surroundings),
                        managers,
                        session,
                        settings,
                        surroundings),
                    StoreRoots.of(session))));
  }

  private static ModelRequest request(
      CommandLine line, Session session, Surroundings surroundings) {
    PosixFileAttributes self = self();
    String stateDir = line.value(DeployOptions.STATE_DIR);
    @Nullable Boolean privileged = line.has(DeployOptions.PRIVILEGED) ? Boolean.TRUE : null;
    return new ModelRequest(
        session.absolute(line.operands().isEmpty() ? "." : line.operands().getFirst()),
        line.value(DeployOptions.NAME),
        Latin1.ofUnicode(self.owner().getName()),
        Latin1.ofUnicode(self.group().getName()),
        FileOwnership.user() == 0,
        line.value(DeployOptions.MANAGER),
        stateDir == null ? null : session.absolute(stateDir),
        privileged,
        session.arguments(),
        Directories.deployments(surroundings.environment()));
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
