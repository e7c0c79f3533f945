package dev.firn.process.manager.sysvinit;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Health;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.manager.FileDriver;
import dev.firn.process.manager.Installed;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.MarkedFiles;
import dev.firn.process.manager.Packages;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.Rendering;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Init scripts in one directory, run one after the other, as init does. */
final class SysvinitDriver extends FileDriver {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String RUNNING = " is running with ";

  private final Programs programs;

  /** Whether init runs the scripts when the machine starts. */
  private final boolean atBoot;

  SysvinitDriver(Disk disk, Programs programs, Path scripts) {
    super(disk, programs, new MarkedFiles(disk, scripts, _ -> Mark.Comment.HASH));
    this.programs = programs;
    this.atBoot = scripts.equals(Path.of(Sysvinit.SYSTEM_SCOPE));
  }

  @Override
  protected Rendering render(ProcessDescription process) {
    return InitScript.render(process);
  }

  @Override
  protected Rendering packaged(Path configuration) {
    return Packages.files(configuration, "etc/rc.d/init.d");
  }

  private Programs.Output run(String script, String action)
      throws IOException, InterruptedException {
    String file = BytePaths.bytes(files().directory()) + "/" + script;
    return programs.run(List.of(file, action), "", LONGEST);
  }

  private Complaints runEach(List<Installed> installed, String action)
      throws IOException, InterruptedException {
    Complaints complaints = new Complaints();
    for (Installed one : installed) {
      for (String script : one.files()) {
        Programs.Output output = run(script, action);
        if (!output.isSuccess()) {
          complaints.add(one, output.complaint());
        }
      }
    }
    return complaints;
  }

  /** Scripts of others may end with status 0 whatever they say. */
  @Override
  protected Map<ComponentPath, Health> look(Collection<Installed> installed)
      throws IOException, InterruptedException {
    Map<ComponentPath, Health> found = new TreeMap<>();
    for (Installed one : installed) {
      Programs.Output output = run(one.files().getFirst(), "status");
      int at = output.out().indexOf(RUNNING);
      boolean runs = output.isSuccess() && at >= 0;
      Health.State state =
          runs
              ? Health.State.RUNNING
              : output.status() == 1 ? Health.State.FAILED : Health.State.STOPPED;
      Long process = runs ? number(output.out(), at + RUNNING.length()) : null;
      found.put(one.mark().path(), new Health(state, process, null, -1, output.out().strip()));
    }
    return found;
  }

  private static @Nullable Long number(String text, int from) {
    int start = from;
    while (start < text.length() && !Character.isDigit(text.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < text.length() && Character.isDigit(text.charAt(end)) && end - start < 10) {
      end++;
    }
    return end == start ? null : Long.valueOf(text.substring(start, end));
  }

  @Override
  protected Complaints start(List<Installed> installed) throws IOException, InterruptedException {
    links(installed, List.of("defaults"));
    return runEach(installed, "start");
  }

  /** Makes or removes the links that make init run scripts. */
  private void links(List<Installed> installed, List<String> action)
      throws IOException, InterruptedException {
    if (!atBoot) {
      return;
    }
    for (Installed one : installed) {
      for (String script : one.files()) {
        List<String> command = new ArrayList<>(List.of("update-rc.d", "-f", script));
        command.addAll(action);
        Programs.Output output = programs.run(command, "", LONGEST);
        if (!output.isSuccess()) {
          throw new IOException("update-rc.d " + script + ": " + output.complaint());
        }
      }
    }
  }

  @Override
  protected Complaints halt(List<Installed> installed) throws IOException, InterruptedException {
    return runEach(installed, "stop");
  }

  @Override
  protected Complaints forget(List<Installed> installed) throws IOException, InterruptedException {
    links(installed, List.of("remove"));
    return new Complaints();
  }

  /** The script says how. */
  @Override
  protected void reload(Installed one, Reload reload) throws IOException, InterruptedException {
    String why = runEach(List.of(one), "reload").get(one.mark().path());
    if (why != null) {
      throw new IOException("it does not reload: " + why);
    }
  }
}
