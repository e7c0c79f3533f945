package dev.firn.process.manager.bsdrc;

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

/** FreeBSD's rc.d. The scope is the directory of scripts. */
public final class BsdRc extends SingleServiceManager {
  /** The one that writes to that disk and runs those programs. */
  public BsdRc(Disk disk, Programs programs) {
    super(disk, programs);
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
  protected ServiceControl control(Calls calls) {
    return new BsdRcControl(calls);
  }
}
