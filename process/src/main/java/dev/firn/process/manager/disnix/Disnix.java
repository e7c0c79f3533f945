package dev.firn.process.manager.disnix;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.Parameter;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.single.Calls;
import dev.firn.process.manager.single.ServiceControl;
import dev.firn.process.manager.single.SingleServiceDriver;
import dev.firn.process.manager.single.SingleServiceManager;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Processes as Dysnomia's module for them starts and stops them. The scope is the directory of its files and scripts. */
public final class Disnix extends SingleServiceManager {
  /** The one that writes to that disk and runs those programs. */
  public Disnix(Disk disk, Programs programs) {
    super(disk, programs);
  }

  @Override
  public String name() {
    return "disnix";
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
        Parameter.SECRETS,
        Parameter.LOG_FILE);
  }

  @Override
  public Rendering render(ProcessDescription process) {
    if (!process.overrides().isEmpty()) {
      throw new ModelException("disnix has no settings of its own for '" + process.name() + "'");
    }
    String wrapper = process.name() + DisnixControl.WRAPPER;
    String text =
        new ProcessFile(
                Path.of(SingleServiceDriver.DIRECTORY, wrapper),
                BytePaths.of(ForegroundScript.pidFile(process)),
                OutputFile.of(process),
                process.stop())
            .text();
    SortedMap<String, RenderedFile> files = new TreeMap<>();
    files.put(process.name(), new RenderedFile(text, false));
    files.put(wrapper, new RenderedFile(Wrapper.of(process), true));
    return new Rendering(files);
  }

  @Override
  public String defaultScope(boolean privileged) {
    return (privileged ? "" : System.getProperty("user.home")) + "/etc/dysnomia/process";
  }

  @Override
  protected ServiceControl control(Calls calls) {
    return new DisnixControl(calls);
  }
}
