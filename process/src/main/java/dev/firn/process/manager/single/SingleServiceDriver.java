package dev.firn.process.manager.single;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Health;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.manager.FileDriver;
import dev.firn.process.manager.Installed;
import dev.firn.process.manager.MarkedFiles;
import dev.firn.process.manager.Packages;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells a manager about one service after the other. What processes print is in a file for each. */
public final class SingleServiceDriver extends FileDriver {
  /** Stands in rendered files for the directory that they are installed in, which rendering does not know. */
  public static final String DIRECTORY = "@directory@";

  private final Function<ProcessDescription, Rendering> renderer;
  private final ServiceControl control;

  /**
   * A driver.
   *
   * @param directory where the manager has its files
   * @param renderer the files of a process
   */
  public SingleServiceDriver(
      Disk disk,
      Path directory,
      Function<ProcessDescription, Rendering> renderer,
      ServiceControl control,
      Programs programs) {
    super(disk, programs, new MarkedFiles(disk, directory, _ -> control.comment()));
    this.renderer = renderer;
    this.control = control;
  }

  @Override
  protected Rendering render(ProcessDescription process) {
    String directory = BytePaths.bytes(files().directory());
    SortedMap<String, RenderedFile> placed = new TreeMap<>();
    renderer
        .apply(process)
        .files()
        .forEach((name, file) ->
            placed.put(
                name,
                new RenderedFile(file.text().replace(DIRECTORY, directory), file.executable())));
    return new Rendering(placed);
  }

  @Override
  protected Rendering packaged(Path configuration) {
    return Packages.files(configuration, control.packageFolder());
  }

  private @Nullable Service service(Installed one) {
    for (String file : one.files()) {
      String name = control.nameOf(file);
      if (name != null) {
        return new Service(name, files().directory().resolve(BytePaths.of(file)));
      }
    }
    return null;
  }

  @Override
  protected Map<ComponentPath, Health> look(Collection<Installed> installed)
      throws IOException, InterruptedException {
    Map<ComponentPath, Health> found = new TreeMap<>();
    for (Installed one : installed) {
      Service service = service(one);
      if (service != null) {
        found.put(one.mark().path(), control.health(service));
      }
    }
    return found;
  }

  /** What is done to one service. */
  private interface Work {
    void on(Service service) throws IOException, InterruptedException;
  }

  private Complaints each(List<Installed> installed, Work work) throws InterruptedException {
    Complaints complaints = new Complaints();
    for (Installed one : installed) {
      Service service = service(one);
      if (service == null) {
        continue; // a process was killed that was about to install or remove it
      }
      try {
        work.on(service);
      } catch (IOException failed) {
        complaints.add(one, message(failed));
      }
    }
    return complaints;
  }

  @Override
  protected Complaints start(List<Installed> installed) throws InterruptedException {
    return each(installed, control::start);
  }

  @Override
  protected Complaints halt(List<Installed> installed) throws InterruptedException {
    return each(installed.reversed(), control::stop);
  }

  @Override
  protected Complaints forget(List<Installed> installed) throws InterruptedException {
    return each(installed, control::forget);
  }

  @Override
  protected void reload(Installed one, Reload reload) throws IOException, InterruptedException {
    Service service = service(one);
    if (reload.command() != null) {
      runCommand(reload.command());
    } else if (reload.signal() != null && service != null) {
      control.signal(service, reload.signal());
    }
  }
}
