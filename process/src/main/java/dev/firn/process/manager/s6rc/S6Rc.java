package dev.firn.process.manager.s6rc;

import dev.firn.base.disk.Disk;
import dev.firn.deploy.driver.Driver;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.Rendering;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** s6-rc. The scope is the folder of its state, from which upstream's other folders follow. */
public final class S6Rc implements Manager {
  private final Disk disk;
  private final Programs programs;

  /** The one that writes to that disk and runs those programs. */
  public S6Rc(Disk disk, Programs programs) {
    this.disk = disk;
    this.programs = programs;
  }

  @Override
  public String name() {
    return "s6-rc";
  }

  @Override
  public Set<Parameter> honours() {
    return EnumSet.of(
        Parameter.USER,
        Parameter.DIRECTORY,
        Parameter.UMASK,
        Parameter.NICE,
        Parameter.RESTART,
        Parameter.STOP_SIGNAL,
        Parameter.STOP_TIMEOUT,
        Parameter.RELOAD,
        Parameter.OPEN_FILES,
        Parameter.ENVIRONMENT_FILES,
        Parameter.SECRETS);
  }

  @Override
  public Rendering render(ProcessDescription process) {
    return S6RcRenderer.render(process);
  }

  @Override
  public String defaultScope(boolean privileged) {
    return privileged ? "/var" : System.getProperty("user.home") + "/var";
  }

  @Override
  public Driver driver(String scope) {
    return new S6RcDriver(disk, S6RcFolders.below(Path.of(scope)), programs);
  }
}
