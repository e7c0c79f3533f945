package dev.firn.process.manager.bsdrc;

import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.description.Restart;
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.Shell;
import dev.firn.process.manager.script.Duty;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.script.Preparation;
import dev.firn.process.manager.single.Overrides;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A script for {@code /etc/rc.subr} of FreeBSD, as its manual page describes it. A process that stays in the foreground is run by
 * {@code daemon(8)}, which starts it again and writes its log; that one is what {@code rc.subr} stops, so there are two PID files.
 */
final class RcScript {
  /** What {@code rc.subr} has no variable for, and the shell does that starts the process. */
  private static final Set<Duty> VARIABLES = EnumSet.of(Duty.ENVIRONMENT_FILES, Duty.SECRETS);

  private static final Set<Duty> FIRST = EnumSet.of(Duty.INITIALIZE, Duty.LINKS);

  private final ProcessDescription process;
  private final String prefix;
  private final StringBuilder out = new StringBuilder("#!/bin/sh\n#\n");

  private RcScript(ProcessDescription process) {
    this.process = process;
    this.prefix = variableName(process.name());
  }

  /**
   * The script.
   *
   * @throws ModelException if {@code rc.subr} cannot do what the process asks for
   */
  static String of(ProcessDescription process) {
    RcScript script = new RcScript(process);
    script.check();
    script.head();
    script.command();
    script.settings();
    script.functions();
    script.out.append("\nrun_rc_command \"$1\"\n");
    return script.out.toString();
  }

  /** What variables of a process begin with: shells know no hyphens and dots in names, and no digit first. */
  static String variableName(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (digit && i == 0) {
        text.append('_');
      }
      text.append(digit || letter ? c : '_');
    }
    return text.toString();
  }

  private void check() {
    if (process.group() != null) {
      throw refused("cannot choose the 'group' of a process: it is the first one of its 'user'");
    }
    if (process.restart().when() == Restart.When.ON_FAILURE) {
      throw refused("starts a process again always or never, not only if it failed");
    }
    boolean background = process.foreground() == null;
    if (process.nice() != null || (background && process.user() != null)) {
      List<String> words = new ArrayList<>(words());
      words.add(process.environment().getOrDefault("PATH", "/"));
      for (String word : words) {
        // rc.subr puts the command into double quotes then, and those into single ones.
        if (!Shell.word(word).equals(word)) {
          throw refused("cannot hand '" + word + "' to a process with a 'nice' or a 'user'");
        }
      }
    }
  }

  private ModelException refused(String why) {
    return new ModelException("bsdrc " + why + " (" + process.name() + ")");
  }

  private void head() {
    out.append("# PROVIDE: ").append(process.name()).append('\n');
    if (!process.dependencies().isEmpty()) {
      out.append("# REQUIRE: ").append(String.join(" ", process.dependencies())).append('\n');
    }
    out.append("# KEYWORD: shutdown\n\n. /etc/rc.subr\n\n");
    set("name", prefix);
    set("rcvar", prefix + "_enabled");
    out.append("load_rc_config $name\n");
    out.append(": ${").append(prefix).append("_enabled:=\"YES\"}\n\n");
    Preparation.scriptEnvironment(process).forEach((name, value) -> set("export " + name, value));
    if (process.umask() != null) {
      out.append("umask ").append(Shell.word(process.umask())).append('\n');
    }
  }

  private void command() {
    List<String> words = words();
    set("command", words.getFirst());
    // One level of quotes for the shell that evaluates the command line, one for the assignment.
    set("command_args", Shell.words(words.subList(1, words.size())));
    set("pidfile", pidFile());
  }

  /** The command line that {@code rc.subr} runs and looks for. */
  private List<String> words() {
    Command foreground = process.foreground();
    Command daemon = process.daemon();
    List<String> words = new ArrayList<>();
    if (foreground != null) {
      words.addAll(List.of("/usr/sbin/daemon", "-P", pidFile(), "-p", childFile()));
      if (process.restart().when() == Restart.When.ALWAYS) {
        words.addAll(
            List.of("-R", Long.toString(Math.max(1, process.restart().delay().toSeconds()))));
      }
      if (process.user() != null) {
        words.addAll(List.of("-u", process.user()));
      }
      words.addAll(List.of("-o", OutputFile.of(process)));
      words.addAll(Preparation.start(process, foreground));
    } else if (daemon != null) {
      words.add(daemon.program());
      words.addAll(daemon.arguments());
    }
    return words;
  }

  /** The PID file of what {@code rc.subr} stops. */
  private String pidFile() {
    return process.foreground() != null
        ? process.folders().run() + "/" + process.name() + ".daemon.pid"
        : childFile();
  }

  /** The PID file of the process itself. */
  private String childFile() {
    return ForegroundScript.pidFile(process);
  }

  private void settings() {
    if (process.nice() != null) {
      set(prefix + "_nice", process.nice().toString());
    }
    if (process.directory() != null) {
      set(prefix + "_chdir", process.directory());
    }
    if (process.user() != null && process.foreground() == null) {
      set(prefix + "_user", process.user());
    }
    String path = process.environment().get("PATH");
    if (path != null && process.foreground() == null) {
      set(prefix + "_env", "PATH=" + Shell.word(path));
    }
    if (process.resources().openFiles() != null) {
      set(prefix + "_limits", "-n " + process.resources().openFiles());
    }
    Overrides.of(process).forEach((name, value) -> set(variableName(prefix + "_" + name), value));
  }

  private void functions() {
    String variables = new Preparation(process, VARIABLES).lines();
    String first = new Preparation(process, FIRST).lines();
    if (!variables.isEmpty() || !first.isEmpty()) {
      set("start_precmd", prefix + "_prestart");
      // Not in a subshell: the process gets the variables. What fails before keeps it from
      // starting.
      String steps = first.isEmpty() ? "" : "(\nset -e\n" + first + ") || return 1\n";
      out.append('\n').append(prefix).append("_prestart()\n{\n");
      out.append(variables).append(steps).append("}\n");
    }
    Reload reload = process.reload();
    if (reload != null) {
      set("extra_commands", "reload");
      set("reload_cmd", prefix + "_reload");
      Command command = reload.command();
      String line =
          command != null
              ? ForegroundScript.line(command)
              : "kill -s " + reload.signal() + " \"$(cat " + Shell.word(childFile()) + ")\"";
      out.append('\n').append(prefix).append("_reload()\n{\n").append(line).append("\n}\n");
    }
  }

  private void set(String variable, String value) {
    out.append(variable).append('=').append(Shell.word(value)).append('\n');
  }
}
