package dev.firn.process.manager.systemd;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.manager.FileDriver;
import dev.firn.process.manager.Installed;
import dev.firn.process.manager.LogFile;
import dev.firn.process.manager.Mark;
import dev.firn.process.manager.MarkedFiles;
import dev.firn.process.manager.Packages;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.Rendering;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Units of one of systemd's managers. They are enabled, so that they come back when the machine starts. */
final class SystemdDriver extends FileDriver {
  private final Systemctl systemctl;

  SystemdDriver(Disk disk, Programs programs, Systemctl systemctl, Path units) {
    super(disk, programs, new MarkedFiles(disk, units, _ -> Mark.Comment.HASH));
    this.systemctl = systemctl;
  }

  @Override
  protected Rendering render(ProcessDescription process) {
    return UnitFiles.render(process, systemctl.ofUser());
  }

  @Override
  protected Rendering packaged(Path configuration) {
    return Packages.files(configuration, "etc/systemd/system");
  }

  @Override
  protected @Nullable String unavailable() throws InterruptedException {
    try {
      Programs.Output output = systemctl.ask("show", List.of("--property=Version"));
      return output.isSuccess() ? null : "systemd cannot be used here: " + output.complaint();
    } catch (IOException failed) {
      return message(failed);
    }
  }

  private static boolean isUnit(String file) {
    return file.endsWith(UnitFiles.SERVICE) || file.endsWith(UnitFiles.TIMER);
  }

  private static List<String> units(Installed one) {
    return one.files().stream().filter(SystemdDriver::isUnit).toList();
  }

  private static List<String> units(Collection<Installed> installed) {
    return installed.stream().flatMap(one -> units(one).stream()).toList();
  }

  /** What is started to make a component run: its timer, if it has one. */
  private static List<String> started(Installed one) {
    List<String> units = units(one);
    List<String> timers = units.stream().filter(unit -> unit.endsWith(UnitFiles.TIMER)).toList();
    return timers.isEmpty() ? units : timers;
  }

  private static List<String> started(Collection<Installed> installed) {
    return installed.stream().flatMap(one -> started(one).stream()).toList();
  }

  @Override
  protected Map<ComponentPath, Health> look(Collection<Installed> installed)
      throws IOException, InterruptedException {
    Map<String, Map<String, String>> states = systemctl.show(units(installed));
    Map<ComponentPath, Health> found = new TreeMap<>();
    for (Installed one : installed) {
      List<String> units = started(one);
      Map<String, String> state =
          units.isEmpty() ? Map.of() : states.getOrDefault(units.getFirst(), Map.of());
      found.put(one.mark().path(), UnitState.health(state));
    }
    return found;
  }

  @Override
  protected Complaints start(List<Installed> installed) throws IOException, InterruptedException {
    systemctl.run("daemon-reload", List.of());
    systemctl.run("enable", started(installed));
    Complaints complaints = new Complaints();
    Programs.Output output = systemctl.ask("start", started(installed));
    if (!output.isSuccess()) {
      complain(installed, output, complaints);
    }
    return complaints;
  }

  private void complain(List<Installed> installed, Programs.Output output, Complaints complaints)
      throws IOException, InterruptedException {
    Map<ComponentPath, Health> states = look(installed);
    for (Installed one : installed) {
      Health health = states.get(one.mark().path());
      boolean runs =
          health != null
              && (health.state() == Health.State.RUNNING
                  || health.state() == Health.State.STARTING);
      if (!runs) {
        complaints.add(one, said(one, output) + (health == null ? "" : " (" + health.text() + ")"));
      }
    }
  }

  /** What was said about a component, or else all that was said. */
  private static String said(Installed one, Programs.Output output) {
    List<String> names = units(one);
    List<String> lines =
        output.err().lines().filter(line -> names.stream().anyMatch(line::contains)).toList();
    return lines.isEmpty() ? output.complaint() : String.join("; ", lines);
  }

  @Override
  protected Complaints halt(List<Installed> installed) throws IOException, InterruptedException {
    Complaints complaints = new Complaints();
    Programs.Output output = systemctl.ask("stop", units(installed));
    if (!output.isSuccess()) {
      Map<ComponentPath, Health> states = look(installed);
      for (Installed one : installed) {
        Health health = states.get(one.mark().path());
        if (health != null && health.processId() != null) {
          complaints.add(one, said(one, output));
        }
      }
    }
    return complaints;
  }

  @Override
  protected Complaints forget(List<Installed> installed) throws IOException, InterruptedException {
    if (!installed.isEmpty()) {
      systemctl.run("disable", units(installed));
      // Fails for those that are not loaded: they did not fail either.
      systemctl.ask("reset-failed", units(installed));
    }
    return new Complaints();
  }

  @Override
  protected void changed() throws IOException, InterruptedException {
    systemctl.run("daemon-reload", List.of());
  }

  /** The unit says how. */
  @Override
  protected void reload(Installed one, Reload reload) throws IOException, InterruptedException {
    systemctl.run("reload", units(one));
  }

  private static @Nullable String logFile(Component component) {
    return Packages.of(component) != null
        ? null
        : DescriptionJson.read(component.inputs()).logFile();
  }

  @Override
  public List<String> lastLines(String deployment, Component component, int most) {
    List<String> lines = new ArrayList<>();
    try {
      readLog(deployment, component, new LogQuery(null, most, false), one -> lines.add(one.text()));
    } catch (DriverException unreadable) {
      return List.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return lines;
  }

  @Override
  public void readLog(
      String deployment, Component component, LogQuery query, Consumer<LogLine> lines)
      throws DriverException, InterruptedException {
    String file = logFile(component);
    try {
      if (file != null) {
        new LogFile(BytePaths.of(file)).read(query, lines);
      } else {
        systemctl.journal(
            unit(deployment, component),
            options(query),
            entry -> {
              LogLine line = JournalEntry.line(entry);
              if (line != null) {
                lines.accept(line);
              }
            });
      }
    } catch (IOException failed) {
      throw new DriverException(message(failed));
    }
  }

  /** Also of one that is not installed any more. */
  private String unit(String deployment, Component component) throws IOException {
    Installed one = installed(deployment).get(component.path());
    List<String> units = one == null ? List.of() : units(one);
    return units.stream()
        .filter(unit -> unit.endsWith(UnitFiles.SERVICE))
        .findFirst()
        .orElseGet(() -> UnitFiles.name(component.path().names().getLast()) + UnitFiles.SERVICE);
  }

  private static List<String> options(LogQuery query) {
    List<String> options = new ArrayList<>();
    options.add("--lines=" + (query.tail() < 0 ? "all" : query.tail()));
    if (query.since() != null) {
      options.add("--since=@" + query.since().getEpochSecond());
    }
    if (query.follow()) {
      options.add("--follow");
    }
    return options;
  }
}
