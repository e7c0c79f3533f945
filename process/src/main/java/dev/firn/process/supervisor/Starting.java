package dev.firn.process.supervisor;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.sys.Children;
import dev.firn.base.sys.ExitStatus;
import dev.firn.base.sys.ProcessId;
import dev.firn.base.sys.Signals;
import dev.firn.base.text.Latin1;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Starts processes: prepares their state, makes their links, sets up all they are to have, and finds the main process. */
final class Starting {
  private static final long PAUSE_MILLIS = 20;
  private static final long DAEMON_MILLIS = 60_000;

  private final Places places;
  private final Roster roster;
  private final ControlGroups groups;
  private final String notifySocket;

  /**
   * What starts processes.
   *
   * @param notifySocket where they tell that they are ready, as the variable for that has it
   */
  Starting(Places places, Roster roster, ControlGroups groups, String notifySocket) {
    this.places = places;
    this.roster = roster;
    this.groups = groups;
    this.notifySocket = notifySocket;
  }

  /**
   * Starts one, and comes back when it runs. What it left when it failed is the caller's to clear away.
   *
   * @param links what its links may point at now
   */
  void start(Supervised one, List<String> links) throws StartException, InterruptedException {
    ProcessDescription process = one.assignment().process();
    Launching.check(process, groups);
    try {
      Files.createDirectories(Places.log(process).toAbsolutePath().getParent());
      initialize(one, process);
      Reload reload = process.reload();
      if (reload != null) {
        Links.make(reload.files(), links);
      }
      if (process.foreground() != null) {
        roster.startMain(one, order(one, Launching.command(process), true));
      } else {
        startDaemon(one, process);
      }
    } catch (IOException failed) {
      throw new StartException(String.valueOf(failed.getMessage()));
    }
  }

  private void initialize(Supervised one, ProcessDescription process)
      throws IOException, StartException, InterruptedException {
    if (process.initialize().isEmpty()) {
      return;
    }
    Path script = places.script(one.key());
    Files.write(script, Latin1.bytes(process.initialize()));
    List<String> words = Launching.script(script, enter(one, process));
    Children.Start start = order(one, process, words, null, false, Path.of("/"));
    ExitStatus status = await(one, roster.startHelper(start), Long.MAX_VALUE);
    Files.deleteIfExists(script);
    if (!status.isSuccess()) {
      throw new StartException("its initialization " + status.text());
    }
  }

  /** Runs the command that asks a process to reload. */
  void runHelp(Supervised one, ProcessDescription process, Command command)
      throws StartException, InterruptedException {
    try {
      ExitStatus status =
          await(one, roster.startHelper(order(one, process, command, false)), DAEMON_MILLIS);
      if (!status.isSuccess()) {
        throw new StartException("the command that reloads it " + status.text());
      }
    } catch (IOException failed) {
      throw new StartException(String.valueOf(failed.getMessage()));
    }
  }

  private Children.Start order(Supervised one, Command command, boolean main)
      throws IOException, StartException {
    return order(one, one.assignment().process(), command, main);
  }

  private Children.Start order(
      Supervised one, ProcessDescription process, Command command, boolean main)
      throws IOException, StartException {
    String user = Launching.otherUser(process);
    List<Path> files = enter(one, process);
    String directory = process.directory();
    return order(
        one,
        process,
        Launching.vector(process, command, files, user),
        user,
        main,
        directory == null ? Path.of("/") : BytePaths.of(directory));
  }

  /** The files in which a process enters its control groups. */
  private List<Path> enter(Supervised one, ProcessDescription process) throws IOException {
    ControlGroup group = groups.group(one.key());
    return group == null ? List.of() : group.open(process.resources());
  }

  private Children.Start order(
      Supervised one,
      ProcessDescription process,
      List<String> words,
      @Nullable String user,
      boolean main,
      Path directory)
      throws StartException {
    Map<String, String> more = new TreeMap<>();
    if (main && one.assignment().notifies()) {
      more.put("NOTIFY_SOCKET", notifySocket);
    }
    List<String> variables = new ArrayList<>(Variables.of(process, user, more));
    variables.add(new Mark(one.key(), main).variable(places.folder()));
    return new Children.Start(
        words, variables, directory, Places.log(process), Launching.mask(process));
  }

  /** Waits until a program has ended, kills it when the start is given up. */
  private static ExitStatus await(
      Supervised one, Map.Entry<Integer, CompletableFuture<ExitStatus>> helper, long longest)
      throws IOException, StartException, InterruptedException {
    ProcessId id = ProcessId.running(helper.getKey());
    long begin = System.nanoTime();
    while (true) {
      try {
        return helper.getValue().get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        boolean late = (System.nanoTime() - begin) / 1_000_000 > longest;
        if (one.isGivenUp() || late) {
          if (id != null) {
            id.send(Signals.KILL);
          }
          throw new StartException(late ? "it took too long to start" : "its start was given up");
        }
      } catch (ExecutionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private void startDaemon(Supervised one, ProcessDescription process)
      throws IOException, StartException, InterruptedException {
    removeStale(process.pidFile());
    Map.Entry<Integer, CompletableFuture<ExitStatus>> launcher =
        roster.startHelper(order(one, Launching.command(process), true));
    synchronized (roster) {
      one.setSession(launcher.getKey());
    }
    ExitStatus status = await(one, launcher, DAEMON_MILLIS);
    if (!status.isSuccess()) {
      throw new StartException("it " + status.text());
    }
    ProcessId main = awaitMain(one, process);
    synchronized (roster) {
      one.setAdopted(false);
      roster.set(one, one.status().running(one.startedPhase(), main));
    }
  }

  /** Removes the file that a daemon left that was killed; many do not start while there is one. */
  private static void removeStale(@Nullable String pidFile) throws IOException {
    if (pidFile != null && Mains.inFile(pidFile) == null) {
      Files.deleteIfExists(BytePaths.of(pidFile));
    }
  }

  private ProcessId awaitMain(Supervised one, ProcessDescription process)
      throws IOException, StartException, InterruptedException {
    Mains mains = new Mains(new Census(places.folder(), groups));
    long begin = System.nanoTime();
    while (!one.isGivenUp() && (System.nanoTime() - begin) / 1_000_000 < DAEMON_MILLIS) {
      ProcessId main = mains.ofDaemon(one, process.pidFile());
      if (main != null) {
        return main;
      }
      if (mains.nothingIsLeft(one)) {
        break;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new StartException(
        process.pidFile() == null
            ? "it put nothing into the background"
            : "it wrote no process id of its own into " + process.pidFile());
  }
}
