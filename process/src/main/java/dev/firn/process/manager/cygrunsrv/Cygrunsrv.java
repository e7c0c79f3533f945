package dev.firn.process.manager.cygrunsrv;

import dev.firn.base.disk.Disk;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.script.Duty;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.single.Calls;
import dev.firn.process.manager.single.ServiceControl;
import dev.firn.process.manager.single.SingleServiceDriver;
import dev.firn.process.manager.single.SingleServiceManager;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Services of Windows under Cygwin. The scope is a directory for parameter files and scripts. */
public final class Cygrunsrv extends SingleServiceManager {
  /** What cygrunsrv has no option for. */
  private static final Set<Duty> DUTIES = Duty.allBut(Duty.ENVIRONMENT, Duty.USER);

  /** The one that writes to that disk and runs those programs. */
  public Cygrunsrv(Disk disk, Programs programs) {
    super(disk, programs);
  }

  @Override
  public String name() {
    return "cygrunsrv";
  }

  @Override
  public Set<Parameter> honours() {
    return EnumSet.of(
        Parameter.DIRECTORY,
        Parameter.UMASK,
        Parameter.NICE,
        Parameter.STOP_SIGNAL,
        Parameter.OPEN_FILES,
        Parameter.ENVIRONMENT_FILES,
        Parameter.SECRETS,
        Parameter.LOG_FILE);
  }

  @Override
  public Rendering render(ProcessDescription process) {
    SortedMap<String, RenderedFile> files = new TreeMap<>();
    String path = null;
    if (ForegroundScript.isNeeded(process, DUTIES)) {
      String name = process.name() + "-foregroundproxy.sh";
      files.put(name, new RenderedFile(ForegroundScript.of(process, DUTIES), true));
      path = SingleServiceDriver.DIRECTORY + "/" + name;
    }
    files.put(
        CygrunsrvControl.file(process.name()),
        new RenderedFile(Parameters.of(process, path), false));
    return new Rendering(files);
  }

  @Override
  public String defaultScope(boolean privileged) {
    return privileged ? "/etc/cygrunsrv" : System.getProperty("user.home") + "/etc/cygrunsrv";
  }

  @Override
  protected ServiceControl control(Calls calls) {
    return new CygrunsrvControl(calls);
  }
}
