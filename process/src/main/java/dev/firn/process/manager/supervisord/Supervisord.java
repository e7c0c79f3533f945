package dev.firn.process.manager.supervisord;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Driver;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.Rendering;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * Supervisord. A scope is the directory of its programs, where the machine has one, or any other absolute path: then Firn runs one of its
 * own, as long as there are programs, that has all of its files in that directory.
 */
public final class Supervisord implements Manager {
  /** Where Debian's supervisord has its programs. */
  static final String SYSTEM_SCOPE = "/etc/supervisor/conf.d";

  private static final Set<Parameter> HONOURED =
      EnumSet.complementOf(
          EnumSet.of(
              Parameter.NOTIFY,
              Parameter.MEMORY,
              Parameter.CPU,
              Parameter.TASKS,
              Parameter.SCHEDULE));

  private final Disk disk;
  private final Programs programs;
  private final String ownScope;

  /**
   * A manager.
   *
   * @param programs to start a supervisord with
   * @param ownScope the scope of Firn's own supervisord
   */
  public Supervisord(Disk disk, Programs programs, String ownScope) {
    this.disk = disk;
    this.programs = programs;
    this.ownScope = ownScope;
  }

  @Override
  public String name() {
    return "supervisord";
  }

  @Override
  public Set<Parameter> honours() {
    return HONOURED;
  }

  @Override
  public Rendering render(ProcessDescription process) {
    return ProgramFile.render(process);
  }

  @Override
  public String defaultScope(boolean privileged) {
    return privileged && Files.isDirectory(Path.of(SYSTEM_SCOPE)) ? SYSTEM_SCOPE : ownScope;
  }

  @Override
  public Driver driver(String scope) {
    if (scope.equals(SYSTEM_SCOPE)) {
      return new SupervisordDriver(disk, programs, new SystemInstance());
    }
    if (!scope.matches("/[A-Za-z0-9/._+@~-]+")) {
      throw new ModelException(
          "'"
              + scope
              + "' is no scope of supervisord: that is the absolute path of a directory, of letters, digits and any of"
              + " / . _ + @ ~ -");
    }
    return new SupervisordDriver(
        disk, programs, new OwnInstance(disk, programs, BytePaths.of(scope)));
  }
}
