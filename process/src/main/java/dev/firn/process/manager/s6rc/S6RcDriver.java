package dev.firn.process.manager.s6rc;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.deploy.driver.Result;
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
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.single.Calls;
import dev.firn.process.manager.single.PidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps source definitions, compiles all of them into a new database for each batch, and brings services up and down. */
final class S6RcDriver extends FileDriver {
  private static final String DEFINITIONS = "etc/s6/sv";
  private static final Set<String> SCRIPTS = Set.of("run", "finish", "up", "down");
  private static final long PATIENCE_MILLIS = 90_000;

  private final S6RcFolders folders;
  private final S6RcDatabase database;
  private final S6Supervision supervision;

  /** What waits for services that were stopped, and that s6-rc stopped with them. */
  private final Set<String> stoppedToo = ConcurrentHashMap.newKeySet();

  S6RcDriver(Disk disk, S6RcFolders folders, Programs programs) {
    super(disk, programs, new MarkedFiles(disk, folders.sources(), S6RcDriver::comment));
    this.folders = folders;
    Calls calls = new Calls(programs);
    this.database = new S6RcDatabase(disk, folders, calls);
    this.supervision = new S6Supervision(calls);
  }

  private static Mark.@Nullable Comment comment(String file) {
    return SCRIPTS.contains(file.substring(file.lastIndexOf('/') + 1)) ? Mark.Comment.HASH : null;
  }

  @Override
  protected Rendering render(ProcessDescription process) {
    return S6RcRenderer.render(process);
  }

  @Override
  protected Rendering packaged(Path configuration) {
    SortedMap<String, RenderedFile> files = new TreeMap<>();
    try (DirectoryStream<Path> services =
        Files.newDirectoryStream(configuration.resolve(DEFINITIONS), Files::isDirectory)) {
      for (Path service : services) {
        String name = BytePaths.bytes(service.getFileName());
        Packages.files(service, "")
            .files()
            .forEach((file, text) -> files.put(name + "/" + file, text));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new Rendering(files);
  }

  private static SortedSet<String> services(Installed one) {
    SortedSet<String> names = new TreeSet<>();
    for (String file : one.files()) {
      int slash = file.indexOf('/');
      if (slash > 0) {
        names.add(file.substring(0, slash));
      }
    }
    return names;
  }

  private static List<String> services(Collection<Installed> installed, Set<String> known) {
    List<String> names = new ArrayList<>();
    installed.forEach(one -> names.addAll(services(one)));
    names.retainAll(known);
    return names;
  }

  @Override
  protected Map<ComponentPath, Health> look(Collection<Installed> installed)
      throws IOException, InterruptedException {
    Set<String> up = database.up();
    Map<ComponentPath, Health> found = new TreeMap<>();
    for (Installed one : installed) {
      found.put(one.mark().path(), look(one, up));
    }
    return found;
  }

  /** How the service is that is no logger. */
  private Health look(Installed one, Set<String> up) throws IOException, InterruptedException {
    List<String> names =
        services(one).stream().filter(name -> !name.endsWith(S6RcRenderer.LOGGER)).toList();
    if (names.isEmpty() || !up.containsAll(names)) {
      return new Health(Health.State.STOPPED, null, null, -1, "");
    }
    Path folder = folders.service(names.getFirst());
    return Files.exists(folder) ? supervision.look(folder) : lookForDaemon(names.getFirst());
  }

  private Health lookForDaemon(String name) throws IOException {
    Path says = folders.sources().resolve(BytePaths.of(name)).resolve(S6RcRenderer.PID_FILE);
    if (!Files.exists(says)) {
      return new Health(Health.State.RUNNING, null, null, -1, "its process is not known");
    }
    Path file = BytePaths.of(Latin1.string(Files.readAllBytes(says)).strip());
    return PidFile.find(file)
        .map(one ->
            new Health(
                Health.State.RUNNING, one.pid(), one.info().startInstant().orElse(null), -1, ""))
        .orElse(new Health(Health.State.FAILED, null, null, -1, file + " names no process"));
  }

  @Override
  protected @Nullable String unavailable() throws InterruptedException {
    try {
      database.rescan();
      return null;
    } catch (IOException failed) {
      return "s6-svscan does not look after " + folders.scan() + ": " + message(failed);
    }
  }

  @Override
  protected Complaints start(List<Installed> installed) throws IOException, InterruptedException {
    database.update();
    Complaints complaints = new Complaints();
    try {
      database.change("-u", services(installed, database.known()), PATIENCE_MILLIS);
    } catch (IOException failed) {
      Set<String> up = database.up();
      installed.stream()
          .filter(one -> !up.containsAll(services(one)))
          .forEach(one -> complaints.add(one, message(failed)));
    }
    return complaints;
  }

  @Override
  protected Complaints halt(List<Installed> installed) throws IOException, InterruptedException {
    Complaints complaints = new Complaints();
    List<String> names = services(installed, database.known());
    try {
      if (!names.isEmpty()) {
        Set<String> others = new TreeSet<>(database.up());
        names.forEach(others::remove);
        database.change("-d", names, PATIENCE_MILLIS);
        others.removeAll(database.up());
        stoppedToo.addAll(others);
      }
    } catch (IOException failed) {
      Set<String> up = database.up();
      installed.stream()
          .filter(one -> services(one).stream().anyMatch(up::contains))
          .forEach(one -> complaints.add(one, message(failed)));
    }
    return complaints;
  }

  @Override
  protected Complaints forget(List<Installed> installed) {
    return new Complaints(); // with the files, at once for all
  }

  /**
   * What a reload changed may be a dependency: were s6-rc not told, it would still stop processes together. What it stopped together with
   * what is gone now is brought up again.
   */
  @Override
  protected void changed() throws IOException, InterruptedException {
    if (!database.known().isEmpty() && !database.isCurrent()) {
      database.update();
    }
    List<String> again = new ArrayList<>(stoppedToo);
    stoppedToo.clear();
    again.retainAll(database.known());
    if (!again.isEmpty()) {
      database.change("-u", again, PATIENCE_MILLIS);
    }
  }

  @Override
  protected void reload(Installed one, Reload reload) throws IOException, InterruptedException {
    Path folder = supervised(one);
    if (reload.command() != null) {
      runCommand(reload.command());
    } else if (reload.signal() != null && folder != null) {
      supervision.signal(folder, reload.signal());
    }
  }

  /** To s6-rc a service that is stopped by hand stays up: otherwise it would stop those that depend on it too. */
  @Override
  public Result control(String deployment, Component component, Control control)
      throws InterruptedException {
    try {
      Installed one = installed(deployment).get(component.path());
      Path folder = one == null ? null : supervised(one);
      if (folder == null) {
        return super.control(deployment, component, control);
      }
      if (control != Control.START) {
        supervision.stop(folder);
      }
      if (control != Control.STOP) {
        supervision.start(folder);
      }
      return Result.DONE;
    } catch (IOException failed) {
      return Result.uncertain(message(failed));
    }
  }

  /** The folder of the process of a longrun that is up; null if it is none. */
  private @Nullable Path supervised(Installed one) throws IOException, InterruptedException {
    Set<String> up = database.up();
    for (String name : services(one)) {
      Path folder = folders.service(name);
      if (!name.endsWith(S6RcRenderer.LOGGER) && up.contains(name) && Files.exists(folder)) {
        return folder;
      }
    }
    return null;
  }

  @Override
  public List<String> lastLines(String deployment, Component component, int most) {
    LogFile log = log(component);
    return log == null
        ? List.of()
        : log.lastLines(most).stream().map(line -> S6Log.line(line).text()).toList();
  }

  @Override
  public void readLog(
      String deployment, Component component, LogQuery query, Consumer<LogLine> lines)
      throws DriverException, InterruptedException {
    LogFile log = log(component);
    try {
      if (log != null) {
        log.read(query, line -> S6Log.since(query.since(), S6Log.line(line.text()), lines));
      }
    } catch (IOException failed) {
      throw new DriverException(message(failed));
    }
  }

  /** Null if Firn does not know where it is. */
  private static @Nullable LogFile log(Component component) {
    if (Packages.of(component) != null) {
      return null;
    }
    ProcessDescription process = DescriptionJson.read(component.inputs());
    return new LogFile(BytePaths.of(S6RcRenderer.logFile(process)));
  }
}
