package dev.firn.process.manager.launchd;

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

/** macOS's launchd. The scope is the directory of property lists. */
public final class Launchd implements Manager {
  private final Disk disk;
  private final Programs programs;

  /** The one that writes to that disk and runs those programs. */
  public Launchd(Disk disk, Programs programs) {
    this.disk = disk;
    this.programs = programs;
  }

  @Override
  public String name() {
    return "launchd";
  }

  @Override
  public Set<Parameter> honours() {
    return EnumSet.of(
        Parameter.USER,
        Parameter.DIRECTORY,
        Parameter.UMASK,
        Parameter.NICE,
        Parameter.RESTART,
        Parameter.STOP_TIMEOUT,
        Parameter.RELOAD,
        Parameter.OPEN_FILES,
        Parameter.ENVIRONMENT_FILES,
        Parameter.SECRETS,
        Parameter.LOG_FILE);
  }

  @Override
  public Rendering render(ProcessDescription process) {
    RenderedFile list = new RenderedFile(PropertyList.of(process), false);
    return new Rendering(new TreeMap<>(Map.of(LaunchdControl.file(process.name()), list)));
  }

  @Override
  public String defaultScope(boolean privileged) {
    return privileged
        ? "/Library/LaunchDaemons"
        : System.getProperty("user.home") + "/Library/LaunchAgents";
  }

  @Override
  public Driver driver(String scope) {
    ServiceControl control = new LaunchdControl(new Calls(programs));
    return new SingleServiceDriver(disk, Path.of(scope), this::render, control, programs);
  }
}
