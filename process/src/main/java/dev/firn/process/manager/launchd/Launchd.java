package dev.firn.process.manager.launchd;

import dev.firn.base.disk.Disk;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.single.Calls;
import dev.firn.process.manager.single.ServiceControl;
import dev.firn.process.manager.single.SingleServiceManager;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** macOS's launchd. The scope is the directory of property lists. */
public final class Launchd extends SingleServiceManager {
  /** The one that writes to that disk and runs those programs. */
  public Launchd(Disk disk, Programs programs) {
    super(disk, programs);
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
  protected ServiceControl control(Calls calls) {
    return new LaunchdControl(calls);
  }
}
