package dev.firn.image.docker;

import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.Command;
import dev.firn.process.description.Folders;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.description.Resources;
import dev.firn.process.description.Restart;
import dev.firn.process.manager.script.Duty;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.script.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a container needs to be told for a process, whatever the host is like.
 *
 * @param options those of {@code docker create}
 * @param writable folders of the host that it changes
 * @param readable files and folders of the host that it reads
 * @param programs those of the process: absolute paths
 * @param command what it runs: a program and its arguments
 * @param hostStore whether it sees the stores of the host that it mentions
 * @param hostPrograms whether it sees the host's folders with programs
 */
record ContainerSettings(
    List<String> options,
    SortedSet<String> writable,
    SortedSet<String> readable,
    SortedSet<String> programs,
    List<String> command,
    boolean hostStore,
    boolean hostPrograms) {
  /** The policy for what starts again whenever it ends, and also when the engine starts, but not after it was stopped by hand. */
  static final String ALWAYS = "unless-stopped";

  /** What {@code docker create} has no option for. */
  private static final Set<Duty> DUTIES =
      Duty.allBut(Duty.ENVIRONMENT, Duty.DIRECTORY, Duty.OPEN_FILES);

  private static final Pattern STORE = Pattern.compile("(/[^\\s:=,;\"']*?)/[0-9a-z]{32}-");

  /** What runs the script of a process that needs one. */
  static final String SHELL = "/bin/sh";

  private static final long MILLIS = 1000;

  /** What knows the names of users and groups. */
  private static final List<String> ACCOUNTS = List.of("/etc/group", "/etc/passwd");

  /** The settings for a process. */
  static ContainerSettings of(ProcessDescription process) {
    ContainerOverrides overrides = ContainerOverrides.of(process);
    List<String> options = new ArrayList<>(List.of("--init"));
    if (overrides.hostNetwork()) {
      options.addAll(0, List.of("--network", "host"));
    }
    options.addAll(List.of("--restart", restart(process.restart().when())));
    options.addAll(List.of("--stop-signal", "SIG" + process.stop().signal()));
    long seconds = (process.stop().timeout().toMillis() + MILLIS - 1) / MILLIS;
    options.addAll(List.of("--stop-timeout", Long.toString(seconds)));
    Preparation.environment(process)
        .forEach((name, value) -> options.addAll(List.of("--env", name + "=" + value)));
    if (process.directory() != null) {
      options.addAll(List.of("--workdir", process.directory()));
    }
    if (process.nice() != null && process.nice() < 0) {
      options.addAll(List.of("--cap-add", "SYS_NICE"));
    }
    limits(process.resources(), options);
    options.addAll(overrides.parameters());
    List<String> command = command(process);
    SortedSet<String> readable = readable(process);
    SortedSet<String> programs = programs(process);
    readable.addAll(programs);
    if (overrides.hostStore()) {
      readable.addAll(stores(process, command, readable));
    } else {
      readable.removeIf(ContainerSettings::isOfStore);
      programs.removeIf(ContainerSettings::isOfStore);
    }
    if (!overrides.hostPrograms() && process.user() != null) {
      readable.addAll(ACCOUNTS);
    }
    return new ContainerSettings(
        List.copyOf(options),
        writable(process.folders()),
        readable,
        programs,
        command,
        overrides.hostStore(),
        overrides.hostPrograms());
  }

  private static String restart(Restart.When when) {
    return switch (when) {
      case ALWAYS -> ALWAYS;
      case ON_FAILURE -> "on-failure";
      case NEVER -> "no";
    };
  }

  private static void limits(Resources resources, List<String> options) {
    if (resources.memory() != null) {
      // Without this the same amount of swap could be used on top.
      String bytes = resources.memory().toString();
      options.addAll(List.of("--memory", bytes, "--memory-swap", bytes));
    }
    if (resources.cpu() != null) {
      long hundredths = resources.cpu();
      options.addAll(
          List.of("--cpus", hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10));
    }
    if (resources.tasks() != null) {
      options.addAll(List.of("--pids-limit", resources.tasks().toString()));
    }
    if (resources.openFiles() != null) {
      options.addAll(List.of("--ulimit", "nofile=" + resources.openFiles()));
    }
  }

  private static List<String> command(ProcessDescription process) {
    Command foreground = process.foreground();
    if (foreground == null || ForegroundScript.isNeeded(process, DUTIES)) {
      return List.of(SHELL, "-c", ForegroundScript.body(process, DUTIES));
    }
    List<String> words = new ArrayList<>(List.of(foreground.program()));
    words.addAll(foreground.arguments());
    return List.copyOf(words);
  }

  private static SortedSet<String> writable(Folders folders) {
    return new TreeSet<>(
        List.of(
            folders.state(),
            folders.run(),
            folders.log(),
            folders.cache(),
            folders.spool(),
            folders.lock(),
            folders.lib(),
            folders.tmp()));
  }

  private static SortedSet<String> readable(ProcessDescription process) {
    SortedSet<String> paths = new TreeSet<>(process.environmentFiles());
    paths.addAll(process.secrets().values());
    Reload reload = process.reload();
    if (reload != null) {
      paths.addAll(reload.files().values());
    }
    return paths;
  }

  /** A path of a store leads to others of it. */
  private static SortedSet<String> stores(
      ProcessDescription process, List<String> command, Set<String> readable) {
    List<String> texts = new ArrayList<>(command);
    texts.addAll(process.path());
    texts.addAll(process.environment().values());
    texts.addAll(readable);
    commands(process).forEach(one -> texts.addAll(one.arguments()));
    SortedSet<String> stores = new TreeSet<>();
    for (String text : texts) {
      STORE.matcher(text).results().forEach(found -> stores.add(found.group(1)));
    }
    return stores;
  }

  private static boolean isOfStore(String path) {
    return STORE.matcher(path).lookingAt();
  }

  private static SortedSet<String> programs(ProcessDescription process) {
    SortedSet<String> programs = new TreeSet<>();
    for (Command one : commands(process)) {
      if (!one.program().startsWith("/")) {
        throw new ModelException(
            "the program of '" + process.name() + "' is no absolute path: " + one.program());
      }
      programs.add(one.program());
    }
    return programs;
  }

  private static List<Command> commands(ProcessDescription process) {
    List<Command> commands = new ArrayList<>();
    if (process.foreground() != null) {
      commands.add(process.foreground());
    } else if (process.daemon() != null) {
      commands.add(process.daemon());
    }
    return commands;
  }
}
