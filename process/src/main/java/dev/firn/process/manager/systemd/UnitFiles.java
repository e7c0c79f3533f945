package dev.firn.process.manager.systemd;

import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.description.Resources;
import dev.firn.process.description.Restart;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.script.Duty;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.script.Preparation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The service of a process, and the timer of one that runs at times. */
final class UnitFiles {
  /** What names of services end with. */
  static final String SERVICE = ".service";

  /** What names of timers end with. */
  static final String TIMER = ".timer";

  /** Keeps units from taking the place of those of Debian's packages, which may well have the names of processes. */
  private static final String PREFIX = "firn-";

  private static final String SECTION = "Service";

  /** An alias of what the machine starts into; users' managers have it too. */
  private static final String AT_BOOT = "default.target";

  private final ProcessDescription process;
  private final boolean ofUser;
  private final Unit unit = new Unit();

  private UnitFiles(ProcessDescription process, boolean ofUser) {
    this.process = process;
    this.ofUser = ofUser;
  }

  /**
   * The files of a process.
   *
   * @param ofUser whether for a user's manager, which lacks the rights for most of what keeps services apart
   */
  static Rendering render(ProcessDescription process, boolean ofUser) {
    return new UnitFiles(process, ofUser).render();
  }

  /** The name of the unit of a process, without what it ends with. */
  static String name(String process) {
    return PREFIX + process;
  }

  private Rendering render() {
    SortedMap<String, RenderedFile> files = new TreeMap<>();
    order();
    command();
    surroundings();
    life();
    limits();
    Hardening.add(unit, process, ofUser);
    if (process.schedule() == null) {
      unit.add("Install", "WantedBy", AT_BOOT);
    } else {
      files.put(name(process.name()) + TIMER, new RenderedFile(timer(process.schedule()), false));
    }
    unit.override(process.overrides());
    files.put(name(process.name()) + SERVICE, new RenderedFile(unit.text(), false));
    return new Rendering(files);
  }

  private void set(String name, @Nullable String value) {
    if (value != null) {
      unit.add(SECTION, name, value);
    }
  }

  private void order() {
    unit.add("Unit", "Description", UnitText.description(process.description()));
    // Who asks for a process to run always does not want systemd to give up.
    unit.add("Unit", "StartLimitIntervalSec", "0");
    if (!process.dependencies().isEmpty()) {
      List<String> units = process.dependencies().stream().map(one -> name(one) + SERVICE).toList();
      unit.add("Unit", "Wants", String.join(" ", units));
      unit.add("Unit", "After", String.join(" ", units));
    }
  }

  private void command() {
    Command foreground = process.foreground();
    Command command = foreground != null ? foreground : process.daemon();
    if (command == null) {
      throw new IllegalArgumentException("no command");
    }
    set("Type", type());
    set("PIDFile", foreground != null ? null : UnitText.value(ForegroundScript.pidFile(process)));
    Set<Duty> before = Set.of(Duty.INITIALIZE, Duty.LINKS);
    if (!Preparation.needed(process, before).isEmpty()) {
      String script = "set -e\n" + new Preparation(process, before).lines();
      set("ExecStartPre", "+" + UnitText.script(script, List.of()));
    }
    set("ExecStart", start(command));
    reload();
  }

  private String type() {
    if (process.notifyTime() != null) {
      if (process.foreground() == null || process.schedule() != null) {
        throw new ModelException(
            "systemd waits for what '"
                + process.name()
                + "' says only if it stays in the foreground and always runs: give it 'foregroundProcess' and no 'schedule', or"
                + " another 'readiness' than 'notify'");
      }
      set("NotifyAccess", "all");
      set("TimeoutStartSec", UnitText.time(process.notifyTime()));
      return "notify";
    }
    return process.schedule() != null
        ? "oneshot"
        : process.foreground() != null ? "exec" : "forking";
  }

  /** Secrets are variables only of the process, so a shell reads them there. */
  private String start(Command command) {
    if (process.secrets().isEmpty()) {
      return UnitText.command(command);
    }
    StringBuilder script = new StringBuilder("set -e\n");
    process
        .secrets()
        .forEach((name, file) -> {
          set("LoadCredential", name + ":" + UnitText.value(file));
          Preparation.readSecret(script, name, "\"$CREDENTIALS_DIRECTORY/" + name + "\"");
        });
    List<String> arguments = new ArrayList<>(List.of("sh", command.program()));
    arguments.addAll(command.arguments());
    return UnitText.script(script.append("exec \"$@\"\n").toString(), arguments);
  }

  /** The shell sends signals: Debian's {@code kill} is in a package that machines can do without. */
  private void reload() {
    Reload reload = process.reload();
    if (reload != null && reload.command() != null) {
      set("ExecReload", UnitText.command(reload.command()));
    } else if (reload != null) {
      set("ExecReload", UnitText.script("kill -s " + reload.signal() + " \"$MAINPID\"", List.of()));
    }
  }

  private void surroundings() {
    Preparation.environment(process)
        .forEach((name, value) -> set("Environment", UnitText.variable(name, value)));
    process.environmentFiles().forEach(file -> set("EnvironmentFile", UnitText.value(file)));
    if (process.directory() != null) {
      // What initializes may have to make it first, and starts there too.
      String optional = process.initialize().isBlank() ? "" : "-";
      set("WorkingDirectory", optional + UnitText.value(process.directory()));
    }
    set("UMask", process.umask());
    set("Nice", process.nice() == null ? null : String.valueOf(process.nice()));
    set("User", process.user());
    set("Group", process.group());
    if (process.logFile() != null) {
      set("StandardOutput", "append:" + UnitText.value(process.logFile()));
      set("StandardError", "inherit");
    }
  }

  private void life() {
    Restart restart = process.restart();
    Restart.When when = restart.when();
    if (process.schedule() != null && when == Restart.When.ALWAYS) {
      when = Restart.When.NEVER; // what has done its work waits for the next time
    }
    if (when == Restart.When.NEVER) {
      set("Restart", "no");
    } else {
      set("Restart", when == Restart.When.ALWAYS ? "always" : "on-failure");
      set("RestartSec", UnitText.time(restart.delay()));
      backOff(restart.delay(), restart.longest());
    }
    set("KillSignal", "SIG" + process.stop().signal());
    set("KillMode", "mixed");
    set("TimeoutStopSec", UnitText.time(process.stop().timeout()));
  }

  /** Taken up by systemd 254 and newer; older ones wait as long each time. */
  private void backOff(Duration delay, Duration longest) {
    int steps = 0;
    for (Duration next = delay; next.compareTo(longest) < 0 && !next.isZero(); steps++) {
      next = next.multipliedBy(2);
    }
    if (steps > 0) {
      set("RestartSteps", String.valueOf(steps));
      set("RestartMaxDelaySec", UnitText.time(longest));
    }
  }

  private void limits() {
    Resources resources = process.resources();
    set("MemoryMax", text(resources.memory(), ""));
    set("CPUQuota", text(resources.cpu(), "%"));
    set("TasksMax", text(resources.tasks(), ""));
    set("LimitNOFILE", text(resources.openFiles(), ""));
  }

  private static @Nullable String text(@Nullable Long limit, String unit) {
    return limit == null ? null : limit + unit;
  }

  private String timer(String schedule) {
    return new Unit()
        .add("Unit", "Description", UnitText.description(process.description()))
        .add("Timer", "OnCalendar", UnitText.value(schedule))
        .add("Timer", "Persistent", "true")
        .add("Install", "WantedBy", "timers.target")
        .text();
  }
}
