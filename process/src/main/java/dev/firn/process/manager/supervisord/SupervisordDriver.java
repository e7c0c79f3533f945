package dev.firn.process.manager.supervisord;

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
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.Packages;
import dev.firn.process.manager.Programs;
import dev.firn.process.manager.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Programs of one supervisord. Many are started and stopped by one call, and wait for one another. */
final class SupervisordDriver extends FileDriver {
  private static final long PAUSE_MILLIS = 20;
  private static final Duration START = Duration.ofMinutes(1);

  private final Instance instance;
  private final Rpc rpc;

  SupervisordDriver(Disk disk, Programs tools, Instance instance) {
    super(
        disk,
        tools,
        new MarkedFiles(
            disk,
            instance.programs(),
            name -> name.endsWith(ProgramFile.CONF) ? Mark.Comment.SEMICOLON : Mark.Comment.HASH));
    this.instance = instance;
    this.rpc = new Rpc(instance.socket());
  }

  @Override
  protected Rendering render(ProcessDescription process) {
    return ProgramFile.render(process);
  }

  @Override
  protected Rendering packaged(Path configuration) {
    return Packages.files(configuration, "conf.d");
  }

  @Override
  protected @Nullable String unavailable() {
    return instance.unavailable();
  }

  /** One missing folder would keep supervisord from reading anything. */
  @Override
  protected @Nullable String obstacle(ProcessDescription process) {
    Path folder = BytePaths.of(OutputFile.of(process)).getParent();
    return folder == null || Files.isDirectory(folder)
        ? null
        : "the folder of its log, " + folder + ", does not exist";
  }

  /** The names of programs, by the files that they are in. */
  private static Map<String, Installed> programs(Collection<Installed> installed) {
    Map<String, Installed> names = new LinkedHashMap<>();
    for (Installed one : installed) {
      for (String file : one.files()) {
        if (file.endsWith(ProgramFile.CONF)) {
          names.put(file.substring(0, file.length() - ProgramFile.CONF.length()), one);
        }
      }
    }
    return names;
  }

  @Override
  protected Map<ComponentPath, Health> look(Collection<Installed> installed) {
    Map<ComponentPath, Health> found = new TreeMap<>();
    installed.forEach(one -> found.put(one.mark().path(), ProgramState.UNKNOWN));
    try {
      states(programs(installed))
          .forEach((one, state) -> found.put(one.mark().path(), state.health()));
    } catch (IOException nobody) {
      // What still runs has nobody who watches it.
      return found;
    }
    return found;
  }

  /** Programs whose processes live run; supervisord is asked for the others only. */
  @Override
  protected Set<ComponentPath> running(Collection<Installed> installed)
      throws IOException, InterruptedException {
    Set<String> living = living();
    Set<ComponentPath> running = new TreeSet<>();
    List<Installed> others = new ArrayList<>();
    for (Installed one : installed) {
      if (living.containsAll(programs(List.of(one)).keySet())) {
        running.add(one.mark().path());
      } else {
        others.add(one);
      }
    }
    if (!others.isEmpty()) {
      running.addAll(super.running(others));
    }
    return running;
  }

  /** The programs of which supervisord has processes: its children, unless it is process 1, which is given the children of others. */
  private Set<String> living() {
    try {
      long supervisord = (Long) rpc.call("supervisor.getPID");
      Set<String> living = new HashSet<>();
      if (supervisord != 1) {
        ProcessHandle.of(supervisord).stream()
            .flatMap(ProcessHandle::children)
            .forEach(child -> Origin.of(child).ifPresent(one -> living.add(one.program())));
      }
      return living;
    } catch (IOException nobody) {
      return Set.of();
    }
  }

  /** The states of those that supervisord knows. It is asked for no others: describing a program takes it a while. */
  private Map<Installed, ProgramState> states(Map<String, Installed> programs) throws IOException {
    Map<Installed, ProgramState> states = new HashMap<>();
    List<String> names = List.copyOf(programs.keySet());
    List<Object> infos = rpc.callEach("supervisor.getProcessInfo", names);
    for (int i = 0; i < names.size(); i++) {
      if (!RpcFault.isFault(infos.get(i))) {
        states.put(program(programs, names.get(i)), ProgramState.of(infos.get(i)));
      }
    }
    return states;
  }

  @Override
  protected Complaints start(List<Installed> installed) throws IOException, InterruptedException {
    Complaints complaints = new Complaints();
    Map<String, Installed> programs = programs(installed);
    if (!instance.ensureRunning()) {
      add(programs, complaints);
    }
    awaitStart(programs, complaints);
    return complaints;
  }

  private void add(Map<String, Installed> programs, Complaints complaints) throws IOException {
    instance.refresh();
    rpc.call("supervisor.reloadConfig");
    List<String> names = List.copyOf(programs.keySet());
    List<Object> added = rpc.callEach("supervisor.addProcessGroup", names);
    List<String> known = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (RpcFault.isFault(added.get(i))) {
        RpcFault fault = RpcFault.of(added.get(i));
        if (fault.code() == RpcFault.ALREADY_ADDED) {
          known.add(names.get(i)); // it was stopped by hand
        } else {
          complaints.add(program(programs, names.get(i)), message(fault));
        }
      }
    }
    rpc.callEach("supervisor.startProcess", known, false);
  }

  private static Installed program(Map<String, Installed> programs, String name) {
    Installed program = programs.get(name);
    if (program == null) {
      throw new IllegalStateException(name);
    }
    return program;
  }

  /** What cannot be executed at all is told now; whether it stays is for probes to find out. */
  private void awaitStart(Map<String, Installed> programs, Complaints complaints)
      throws IOException, InterruptedException {
    Map<String, Installed> left = new LinkedHashMap<>(programs);
    long end = System.nanoTime() + START.toNanos();
    long pause = PAUSE_MILLIS;
    while (!left.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(pause);
      long asked = System.nanoTime();
      states(left)
          .forEach((one, state) -> {
            if (!state.isUntried()) {
              left.remove(state.name());
            }
            if (!state.spawnError().isEmpty()) {
              complaints.add(one, state.spawnError());
            }
          });
      // While it answers it starts nothing.
      pause = Math.max(PAUSE_MILLIS, 2 * (System.nanoTime() - asked) / 1_000_000);
    }
  }

  @Override
  protected Complaints halt(List<Installed> installed) throws IOException, InterruptedException {
    Map<String, Installed> programs = programs(installed);
    if (!rpc.answers()) {
      instance.endOrphans(programs.keySet());
      return new Complaints();
    }
    List<Long> processes = new ArrayList<>();
    List<String> running = new ArrayList<>();
    states(programs)
        .forEach((_, state) -> {
          if (state.isActive()) {
            running.add(state.name());
            processes.add(state.process());
          }
        });
    rpc.callEach("supervisor.stopProcess", running, false);
    // Asking supervisord for all would keep it from its work.
    for (long process : processes) {
      while (process > 0 && Files.exists(Path.of("/proc/" + process))) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    return new Complaints();
  }

  @Override
  protected Complaints forget(List<Installed> installed) throws IOException, InterruptedException {
    Complaints complaints = new Complaints();
    Map<String, Installed> programs = programs(installed);
    List<String> left = List.copyOf(programs.keySet());
    if (!rpc.answers()) {
      return complaints;
    }
    while (!left.isEmpty()) {
      List<Object> removed = rpc.callEach("supervisor.removeProcessGroup", left);
      List<String> running = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        if (RpcFault.isFault(removed.get(i))) {
          RpcFault fault = RpcFault.of(removed.get(i));
          if (fault.code() == RpcFault.STILL_RUNNING) {
            running.add(left.get(i));
          } else if (fault.code() != RpcFault.BAD_NAME) {
            complaints.add(program(programs, left.get(i)), message(fault));
          }
        }
      }
      left = running;
      if (!left.isEmpty()) {
        rpc.callEach("supervisor.stopProcess", left, false);
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    return complaints;
  }

  @Override
  protected void changed() throws IOException, InterruptedException {
    instance.afterRemoval();
  }

  @Override
  protected void reload(Installed one, Reload reload) throws IOException, InterruptedException {
    if (reload.command() != null) {
      runCommand(reload.command());
    } else if (reload.signal() != null) {
      for (String name : programs(List.of(one)).keySet()) {
        rpc.call("supervisor.signalProcess", name, reload.signal());
      }
    }
  }
}
