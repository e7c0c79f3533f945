package dev.firn.process.manager.sysvinit;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.ModelException;
import dev.firn.deploy.driver.Driver;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.Rendering;
import java.util.EnumSet;
import java.util.Set;

/**
 * System V's init. A scope is the directory of the scripts; in {@code /etc/init.d} they run whenever the machine starts, anywhere else only
 * when Firn runs them.
 */
public final class Sysvinit implements Manager {
  /** Where init has its scripts. */
  static final String SYSTEM_SCOPE = "/etc/init.d";

  private static final Set<Parameter> HONOURED =
      EnumSet.complementOf(
          EnumSet.of(
              Parameter.RESTART,
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
   * @param programs to run scripts with
   * @param ownScope where users who are not root have scripts
   */
  public Sysvinit(Disk disk, Programs programs, String ownScope) {
    this.disk = disk;
    this.programs = programs;
    this.ownScope = ownScope;
  }

  @Override
  public String name() {
    return "sysvinit";
  }

  @Override
  public Set<Parameter> honours() {
    return HONOURED;
  }

  @Override
  public Rendering render(ProcessDescription process) {
    return InitScript.render(process);
  }

  @Override
  public String defaultScope(boolean privileged) {
    return privileged ? SYSTEM_SCOPE : ownScope;
  }

  @Override
  public Driver driver(String scope) {
    if (!scope.startsWith("/")) {
      throw new ModelException(
          "'" + scope + "' is no scope of sysvinit: that is the absolute path of a directory");
    }
    return new SysvinitDriver(disk, programs, BytePaths.of(scope));
  }
}
