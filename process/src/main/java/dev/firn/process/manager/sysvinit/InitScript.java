package dev.firn.process.manager.sysvinit;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Reload;
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.Shell;
import dev.firn.process.manager.script.Duty;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.script.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The init script of a process (Linux Standard Base, chapter 22): it ends with status 0 only if what was asked for is so, and {@code status}
 * tells as the standard says. A process that can be a daemon is one; any other is put into the background.
 */
final class InitScript {
  /** Keeps scripts from taking the place of those of Debian's packages, which may well have the names of processes. */
  private static final String PREFIX = "firn-";

  /** What start-stop-daemon does itself. */
  private static final Set<Duty> OTHERS = Duty.allBut(Duty.USER, Duty.NICE);

  private static final List<String> LEVELS = List.of("0", "1", "2", "3", "4", "5", "6");

  private final ProcessDescription process;
  private final List<String> runLevels;

  private InitScript(ProcessDescription process) {
    this.process = process;
    this.runLevels = runLevels(process);
  }

  /** What models for nix-processmgmt set; without it those in which Debian runs services. */
  private static List<String> runLevels(ProcessDescription process) {
    SortedMap<String, Json> settings = new TreeMap<>(process.overrides());
    Json levels = settings.remove("runlevels");
    if (!settings.isEmpty()) {
      throw refused(
          process, "knows only the setting 'runlevels', not '" + settings.firstKey() + "'");
    }
    if (levels == null) {
      return List.of("2", "3", "4", "5");
    }
    List<String> texts =
        levels instanceof Json.Array list
            ? list.members().stream().map(Json::print).toList()
            : List.of("none");
    if (!LEVELS.containsAll(texts)) {
      throw refused(process, "wants 'runlevels' to be a list of numbers from 0 to 6");
    }
    return texts;
  }

  private static ModelException refused(ProcessDescription process, String why) {
    return new ModelException("sysvinit " + why + " (" + process.name() + ")");
  }

  /** The files of a process: one script. */
  static Rendering render(ProcessDescription process) {
    TreeMap<String, RenderedFile> files = new TreeMap<>();
    files.put(name(process.name()), new RenderedFile(new InitScript(process).text(), true));
    return new Rendering(files);
  }

  private static String name(String process) {
    return PREFIX + process;
  }

  private String text() {
    return """
    #!/bin/sh
    ### BEGIN INIT INFO
    # Provides:          %1$s
    # Required-Start:    $remote_fs $network%2$s
    # Required-Stop:     $remote_fs $network%2$s
    # Default-Start:     %10$s
    # Default-Stop:      %11$s
    # Short-Description: %3$s
    ### END INIT INFO

    name=%1$s
    pidfile=%4$s
    export PATH=%5$s

    # match ACTION...: does that with the process that is in the PID file.
    match() { start-stop-daemon "$@" --quiet --pidfile "$pidfile"%6$s; }

    start() {
      match --status && { echo "$name runs already"; return 0; }
      rm -f -- "$pidfile"
      (
        set -e
    %7$s  ) < /dev/null
      # Not in one line with the above: the shell would not mind failures in there.
      [ $? -eq 0 ] || return 1
      left=300
      until match --status; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || { echo "$name: $pidfile names no process that lives" >&2; return 1; }
        sleep 0.1
      done
    }

    stop() {
      match --stop --oknodo --retry=%8$s || return 1
      rm -f -- "$pidfile"
    }

    case $1 in
      start) start ;;
      stop) stop ;;
      restart | force-reload) stop && start ;;
    %9$s  status)
        match --status
        status=$?
        case $status in
          0) echo "$name is running with process id $(cat -- "$pidfile")" ;;
          *) echo "$name is not running" ;;
        esac
        exit "$status"
        ;;
      *)
        echo "usage: $0 start|stop|restart|force-reload|status" >&2
        exit 2
        ;;
    esac
    """
        .formatted(
            name(process.name()),
            dependencies(),
            oneLine(process.description()),
            Shell.word(ForegroundScript.pidFile(process)),
            Preparation.STANDARD_PATH,
            process.user() == null ? "" : " --user " + Shell.word(process.user()),
            start(),
            schedule(),
            reload(),
            levels(true),
            levels(false));
  }

  /** The run levels in which the process runs, or the others. */
  private String levels(boolean running) {
    return String.join(
        " ", LEVELS.stream().filter(level -> runLevels.contains(level) == running).toList());
  }

  private String dependencies() {
    StringBuilder names = new StringBuilder();
    process.dependencies().forEach(one -> names.append(' ').append(name(one)));
    return names.toString();
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ');
  }

  /** Signal, seconds, and then what cannot be refused. */
  private String schedule() {
    long seconds = Math.max(1, Math.ceilDiv(process.stop().timeout().toMillis(), 1000L));
    return process.stop().signal() + "/" + seconds + "/KILL/5";
  }

  private String start() {
    StringBuilder text = new StringBuilder(new Preparation(process, OTHERS).lines());
    Command daemon = process.daemon();
    Command command = daemon != null ? daemon : process.foreground();
    if (command == null) {
      throw new IllegalArgumentException("no command");
    }
    List<String> words = new ArrayList<>(List.of("start-stop-daemon", "--start", "--quiet"));
    words.addAll(List.of("--pidfile", ForegroundScript.pidFile(process)));
    words.addAll(account());
    String log = OutputFile.of(process);
    if (daemon == null) {
      words.addAll(List.of("--background", "--make-pidfile", "--output", log));
    }
    List<String> start = Preparation.start(process, command);
    String program = start.getFirst();
    // Names are not looked up.
    words.addAll(
        List.of("--startas", program.startsWith("/") ? program : "/usr/bin/" + program, "--"));
    words.addAll(start.subList(1, start.size()));
    text.append(Shell.words(words));
    text.append(daemon == null ? "" : " >> " + Shell.word(log) + " 2>&1").append('\n');
    return text.toString();
  }

  /** The user has no groups but its own. */
  private List<String> account() {
    List<String> words = new ArrayList<>();
    String user = process.user();
    if (user != null) {
      words.add("--chuid");
      words.add(process.group() == null ? user : user + ":" + process.group());
    }
    if (process.nice() != null) {
      words.addAll(List.of("--nicelevel", String.valueOf(process.nice())));
    }
    return words;
  }

  private String reload() {
    Reload reload = process.reload();
    if (reload == null) {
      return "";
    }
    String action =
        reload.command() != null
            ? ForegroundScript.line(reload.command())
            : "match --stop --signal " + reload.signal();
    return "  reload) " + action + " ;;\n";
  }
}
