package dev.firn.process.manager.bsdrc;

import dev.firn.base.disk.Disk;
import dev.firn.deploy.driver.Driver;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Manager;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.single.Calls;
import dev.firn.process.manager.single.ServiceControl;
import dev.firn.process.manager.single.SingleServiceDriver;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** FreeBSD's rc.d. The scope is the directory of scripts. */
public final class BsdRc implements Manager {
  private final Disk disk;
  private final Programs programs;

  /** The one that writes to that disk and runs those programs. */
  public BsdRc(Disk disk, Programs programs) {
    this.disk = disk;
    this.programs = programs;
  }

  @Override
  public String name() {
    return "bsdrc";
  }

  @Override
  public Set<Parameter> honours() {
    return EnumSet.of(
        Parameter.USER,
        Parameter.DIRECTORY,
        Parameter.UMASK,
        Parameter.NICE,
        Parameter.RESTART,
        Parameter.RELOAD,
        Parameter.OPEN_FILES,
        Parameter.ENVIRONMENT_FILES,
        Parameter.SECRETS,
        Parameter.LOG_FILE);
  }

  @Override
  public Rendering render(ProcessDescription process) {
    RenderedFile script = new RenderedFile(RcScript.of(process), true);
    return new Rendering(new TreeMap<>(Map.of(process.name(), script)));
  }

  @Override
  public String defaultScope(boolean privileged) {
    return privileged ? "/usr/local/etc/rc.d" : System.getProperty("user.home") + "/etc/rc.d";
  }

  @Override
  public Driver driver(String scope) {
    ServiceControl control = new BsdRcControl(new Calls(programs));
    return new SingleServiceDriver(disk, Path.of(scope), this::render, control, programs);
  }
}
