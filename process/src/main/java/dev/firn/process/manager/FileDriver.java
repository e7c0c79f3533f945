package dev.firn.process.manager;

import dev.firn.base.disk.Disk;
import dev.firn.base.sys.BytePaths;
import dev.firn.deploy.component.Component;
import dev.firn.deploy.component.ComponentPath;
import dev.firn.deploy.driver.Capabilities;
import dev.firn.deploy.driver.Control;
import dev.firn.deploy.driver.Driver;
import dev.firn.deploy.driver.DriverException;
import dev.firn.deploy.driver.Health;
import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import dev.firn.deploy.driver.Operation;
import dev.firn.deploy.driver.Present;
import dev.firn.deploy.driver.Result;
import dev.firn.deploy.driver.Verb;
import dev.firn.process.description.Command;
import dev.firn.process.description.DescriptionJson;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A driver of a manager that has files in a directory: it installs and removes them with their marks, and leaves to the manager's own
 * driver how that is told. Files are there before a process starts and until it has stopped, so that whoever comes after a crash finds
 * whatever runs.
 */
public abstract class FileDriver implements Driver {
  /** What a manager could not do with some components: why, by path. Empty if all went well. */
  protected static final class Complaints {
    private final Map<ComponentPath, String> texts = new HashMap<>();

    /** None. */
    public Complaints() {}

    /** Notes why something was not done with a component. */
    public void add(Installed one, String why) {
      texts.putIfAbsent(one.mark().path(), why);
    }

    /** Why something was not done with a component; null if it was. */
    public @Nullable String get(ComponentPath path) {
      return texts.get(path);
    }
  }

  private static final Duration COMMAND = Duration.ofMinutes(1);

  private final Programs programs;
  private final MarkedFiles files;
  private final Links links;

  /**
   * A driver.
   *
   * @param disk where links of processes are
   * @param programs to run commands of processes with
   * @param files the manager's files
   */
  protected FileDriver(Disk disk, Programs programs, MarkedFiles files) {
    this.programs = programs;
    this.files = files;
    this.links = new Links(disk);
  }

  /** The files of a process, by its description. */
  protected abstract Rendering render(ProcessDescription process);

  /**
   * The files of a process whose configuration somebody else has generated.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  protected abstract Rendering packaged(Path configuration);

  /** How those are; what the manager does not know is stopped. Changes nothing. */
  protected abstract Map<ComponentPath, Health> look(Collection<Installed> installed)
      throws IOException, InterruptedException;

  /** Which of those run or are starting; nothing else of {@link #look}, so that a manager may find it out faster. Changes nothing. */
  protected Set<ComponentPath> running(Collection<Installed> installed)
      throws IOException, InterruptedException {
    Set<ComponentPath> running = new TreeSet<>();
    look(installed)
        .forEach((path, health) -> {
          if (runs(health)) {
            running.add(path);
          }
        });
    return running;
  }

  private static boolean runs(Health health) {
    return health.state() == Health.State.RUNNING || health.state() == Health.State.STARTING;
  }

  /** Makes the manager take up files that are new, and starts those processes. */
  protected abstract Complaints start(List<Installed> installed)
      throws IOException, InterruptedException;

  /** Stops processes, and waits until they have ended. What does not run, or is not known, is fine. */
  protected abstract Complaints halt(List<Installed> installed)
      throws IOException, InterruptedException;

  /** Makes the manager forget processes that have stopped, while their files are still there. */
  protected abstract Complaints forget(List<Installed> installed)
      throws IOException, InterruptedException;

  /** Told after files were removed, or changed while their processes run on. */
  protected void changed() throws IOException, InterruptedException {}

  /** Asks a process that runs on to take over changed files, in the way that its description says. */
  protected abstract void reload(Installed one, Reload reload)
      throws IOException, InterruptedException;

  /**
   * Runs the command by which a process reloads.
   *
   * @throws IOException if it fails
   */
  protected final void runCommand(Command command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command.program()));
    words.addAll(command.arguments());
    Programs.Output output = programs.run(words, "", COMMAND);
    if (!output.isSuccess()) {
      throw new IOException(command.program() + ": " + output.complaint());
    }
  }

  /** Why nothing at all can be started here, such as a manager that does not run; null if it can. Asked before anything is changed. */
  protected @Nullable String unavailable() throws InterruptedException {
    return null;
  }

  /** Why a process cannot be installed, beside files that are in the way; null if it can. */
  protected @Nullable String obstacle(ProcessDescription process) {
    return null;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.BATCHES;
  }

  /** The manager's files. */
  protected final MarkedFiles files() {
    return files;
  }

  /** The components of a deployment that have files, by path. */
  protected final SortedMap<ComponentPath, Installed> installed(String deployment)
      throws IOException {
    SortedMap<ComponentPath, Installed> found = new TreeMap<>();
    for (Map.Entry<String, Mark> file : files.marks().entrySet()) {
      Mark mark = file.getValue();
      if (mark.deployment().equals(deployment)) {
        Installed one = found.getOrDefault(mark.path(), new Installed(mark, List.of()));
        found.put(mark.path(), one.with(file.getKey()));
      }
    }
    return found;
  }

  private static ProcessDescription description(Component component) {
    return DescriptionJson.read(component.inputs());
  }

  private static @Nullable Reload reload(@Nullable Component component) {
    return component == null || Packages.of(component) != null
        ? null
        : description(component).reload();
  }

  @Override
  public Map<ComponentPath, Present> read(String deployment)
      throws DriverException, InterruptedException {
    try {
      SortedMap<ComponentPath, Installed> installed = installed(deployment);
      Set<ComponentPath> running = installed.isEmpty() ? Set.of() : running(installed.values());
      Map<ComponentPath, Present> found = new TreeMap<>();
      installed.forEach((path, one) ->
          found.put(path, new Present(one.mark().fingerprint(), running.contains(path))));
      return found;
    } catch (IOException failed) {
      throw new DriverException(message(failed));
    }
  }

  @Override
  public Map<ComponentPath, Health> health(String deployment)
      throws DriverException, InterruptedException {
    try {
      SortedMap<ComponentPath, Installed> installed = installed(deployment);
      return installed.isEmpty() ? Map.of() : look(installed.values());
    } catch (IOException failed) {
      throw new DriverException(message(failed));
    }
  }

  /** What people are told of an exception of files or programs. */
  protected static String message(Exception failed) {
    return failed.getMessage() == null ? failed.toString() : failed.getMessage();
  }

  @Override
  public List<Result> transition(String deployment, List<Operation> batch)
      throws InterruptedException {
    Map<ComponentPath, Result> results = new HashMap<>();
    perform(batch, Verb.STOP, results, operations -> stop(deployment, operations));
    perform(batch, Verb.START, results, operations -> start(deployment, operations));
    perform(batch, Verb.RELOAD, results, operations -> reload(deployment, operations));
    return batch.stream()
        .map(one -> results.getOrDefault(one.path(), Result.failed("it cannot exchange processes")))
        .toList();
  }

  /** What a verb does to components. */
  private interface Work {
    Map<ComponentPath, Result> on(List<Operation> operations)
        throws IOException, InterruptedException;
  }

  private static void perform(
      List<Operation> batch, Verb verb, Map<ComponentPath, Result> results, Work work)
      throws InterruptedException {
    List<Operation> operations = batch.stream().filter(one -> one.verb() == verb).toList();
    if (operations.isEmpty()) {
      return;
    }
    try {
      results.putAll(work.on(operations));
    } catch (IOException | UncheckedIOException failed) {
      operations.forEach(one -> results.put(one.path(), Result.uncertain(message(failed))));
    }
  }

  private Map<ComponentPath, Result> stop(String deployment, List<Operation> operations)
      throws IOException, InterruptedException {
    Map<ComponentPath, Result> results = new HashMap<>();
    SortedMap<ComponentPath, Installed> known = installed(deployment);
    List<Installed> there = new ArrayList<>();
    for (Operation operation : operations) {
      results.put(operation.path(), Result.DONE);
      Installed one = known.get(operation.path());
      if (one != null) {
        there.add(one);
      }
    }
    remove(deployment, there, results);
    for (Operation operation : operations) {
      links.remove(reload(operation.before()));
    }
    return results;
  }

  private void remove(String deployment, List<Installed> there, Map<ComponentPath, Result> results)
      throws IOException, InterruptedException {
    if (there.isEmpty()) {
      return;
    }
    List<Installed> stopped = without(there, halt(there), results);
    List<Installed> forgotten = without(stopped, forget(stopped), results);
    Set<ComponentPath> gone = new TreeSet<>();
    forgotten.forEach(one -> gone.add(one.mark().path()));
    files.remove(deployment, gone);
    changed();
  }

  /** Those without complaints; the others are uncertain. */
  private static List<Installed> without(
      List<Installed> all, Complaints complaints, Map<ComponentPath, Result> results) {
    List<Installed> good = new ArrayList<>();
    for (Installed one : all) {
      String why = complaints.get(one.mark().path());
      if (why == null) {
        good.add(one);
      } else {
        results.put(one.mark().path(), Result.uncertain(why));
      }
    }
    return good;
  }

  private Rendering rendering(Component component) {
    Path configuration = Packages.of(component);
    return configuration != null ? packaged(configuration) : render(description(component));
  }

  private @Nullable String obstacle(Component component, Rendering rendering, Mark mark)
      throws IOException {
    String file = files.obstacle(rendering, mark);
    return file != null || Packages.of(component) != null ? file : obstacle(description(component));
  }

  private Map<ComponentPath, Result> start(String deployment, List<Operation> operations)
      throws IOException, InterruptedException {
    Map<ComponentPath, Result> results = new HashMap<>();
    String unavailable = unavailable();
    if (unavailable != null) {
      operations.forEach(one -> results.put(one.path(), Result.failed(unavailable)));
      return results;
    }
    Map<Mark, Rendering> wanted = new LinkedHashMap<>();
    for (Operation operation : operations) {
      Component component = operation.component();
      Mark mark = new Mark(deployment, component.path(), component.fingerprint());
      Rendering rendering = rendering(component);
      String why = obstacle(component, rendering, mark);
      results.put(component.path(), why == null ? Result.DONE : Result.failed(why));
      if (why == null) {
        wanted.put(mark, rendering);
      }
    }
    removeLeft(deployment, wanted.keySet(), results);
    files.install(wanted);
    List<Installed> fresh = new ArrayList<>();
    wanted.forEach(
        (mark, one) -> fresh.add(new Installed(mark, List.copyOf(one.files().keySet()))));
    if (!fresh.isEmpty()) {
      without(fresh, start(fresh), results);
    }
    return results;
  }

  /** What somebody who was killed left of a component would be taken for the new one. */
  private void removeLeft(
      String deployment, Collection<Mark> wanted, Map<ComponentPath, Result> results)
      throws IOException, InterruptedException {
    SortedMap<ComponentPath, Installed> known = installed(deployment);
    List<Installed> left = new ArrayList<>();
    for (Mark mark : wanted) {
      Installed one = known.get(mark.path());
      if (one != null) {
        left.add(one);
      }
    }
    remove(deployment, left, results);
  }

  private Map<ComponentPath, Result> reload(String deployment, List<Operation> operations)
      throws IOException, InterruptedException {
    Map<ComponentPath, Result> results = new HashMap<>();
    for (Operation operation : operations) {
      Component component = operation.component();
      Mark mark = new Mark(deployment, component.path(), component.fingerprint());
      Rendering rendering = rendering(component);
      String why = obstacle(component, rendering, mark);
      if (why == null) {
        links.replace(reload(component));
        files.install(Map.of(mark, rendering));
        Installed one = new Installed(mark, List.copyOf(rendering.files().keySet()));
        changed();
        Reload reload = reload(component);
        if (reload != null) {
          reload(one, reload);
        }
      }
      results.put(component.path(), why == null ? Result.DONE : Result.failed(why));
    }
    return results;
  }

  @Override
  public Result control(String deployment, Component component, Control control)
      throws InterruptedException {
    try {
      Installed one = installed(deployment).get(component.path());
      if (one == null) {
        return Result.failed(component.path() + " is not installed");
      }
      Complaints complaints = control == Control.START ? new Complaints() : halt(List.of(one));
      if (control != Control.STOP && complaints.get(component.path()) == null) {
        complaints = start(List.of(one));
      }
      String why = complaints.get(component.path());
      return why == null ? Result.DONE : Result.uncertain(why);
    } catch (IOException failed) {
      return Result.uncertain(message(failed));
    }
  }

  /** The file that a process writes its output to; null if nobody knows where a package lets it write. */
  private static @Nullable LogFile log(Component component) {
    return Packages.of(component) != null
        ? null
        : new LogFile(BytePaths.of(OutputFile.of(DescriptionJson.read(component.inputs()))));
  }

  @Override
  public List<String> lastLines(String deployment, Component component, int most) {
    LogFile log = log(component);
    return log == null ? List.of() : log.lastLines(most);
  }

  @Override
  public void readLog(
      String deployment, Component component, LogQuery query, Consumer<LogLine> lines)
      throws DriverException, InterruptedException {
    LogFile log = log(component);
    try {
      if (log != null) {
        log.read(query, lines);
      }
    } catch (IOException failed) {
      throw new DriverException(message(failed));
    }
  }

  /** Removes the log, unless the model says where it is. */
  @Override
  public Result purge(String deployment, Component component) {
    try {
      LogFile log = log(component);
      if (log != null && DescriptionJson.read(component.inputs()).logFile() == null) {
        log.remove();
      }
      return Result.DONE;
    } catch (IOException failed) {
      return Result.failed("cannot remove its log: " + message(failed));
    }
  }
}
