package dev.firn.process.manager.script;

import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.manager.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A shell script that is a process in the foreground, for managers that watch what they start: it prepares what the manager does not, and
 * then becomes the process or, if that puts itself into the background, stays as long as it.
 *
 * <p>For a daemon it starts with no PID file, waits until there is one that names a process that lives, passes on what daemons are told by
 * signals (to end, to read their configuration again, to open their logs again, to hand over to a new program), and leaves no PID file. If
 * the file names another process when the first one has ended, as after an upgrade of nginx, it stays as long as that. It ends with
 * status 0 if it was asked to end, else with 1: the status of a daemon cannot be known.
 */
public final class ForegroundScript {
  private static final int PATIENCE_TENTHS = 300;

  private ForegroundScript() {}

  /**
   * Whether a process needs a script.
   *
   * @param duties what its manager does not do
   */
  public static boolean isNeeded(ProcessDescription process, Set<Duty> duties) {
    return process.foreground() == null || !Preparation.needed(process, duties).isEmpty();
  }

  /**
   * The script, with the line that names its interpreter.
   *
   * @param duties what its manager does not do
   */
  public static String of(ProcessDescription process, Set<Duty> duties) {
    return "#!/bin/sh\n" + body(process, duties);
  }

  /** The script for {@code sh -c}. */
  public static String body(ProcessDescription process, Set<Duty> duties) {
    Preparation preparation = new Preparation(process, duties);
    Command foreground = process.foreground();
    String start = "set -e\n" + preparation.lines();
    return foreground != null
        ? start + "exec " + preparation.prefix() + line(foreground) + "\n"
        : start + daemon(process, preparation);
  }

  /** The command line of a command. */
  public static String line(Command command) {
    List<String> words = new ArrayList<>(List.of(command.program()));
    words.addAll(command.arguments());
    return Shell.words(words);
  }

  /** Where a daemon writes its process id, if the model does not say: in the folder for that, by its name. */
  public static String pidFile(ProcessDescription process) {
    String file = process.pidFile();
    return file != null ? file : process.folders().run() + "/" + process.name() + ".pid";
  }

  private static String daemon(ProcessDescription process, Preparation preparation) {
    Command daemon = process.daemon();
    if (daemon == null) {
      throw new IllegalArgumentException("no command");
    }
    return """
    file=%s
    pid= asked=
    pass() { [ -z "$pid" ] || kill -s "$1" "$pid" 2> /dev/null || :; }
    for signal in TERM INT QUIT; do trap "asked=$signal; pass $signal" "$signal"; done
    for signal in HUP USR1 USR2 WINCH; do trap "pass $signal" "$signal"; done
    lives() { [ -n "$pid" ] && kill -0 "$pid" 2> /dev/null; }
    alive() {
      lives && return || pid=
      [ -s "$file" ] && read -r pid < "$file" || :
      case $pid in *[!0-9]*) pid= ;; esac
      lives || { pid=; return 1; }
      [ -z "$asked" ] || pass "$asked"
    }
    rm -f -- "$file"
    %s%s
    left=%d
    until alive; do
      left=$((left - 1))
      [ "$left" -gt 0 ] || { echo "$file names no process that lives" >&2; exit 1; }
      sleep 0.1
    done
    while alive; do
      case $(uname -s) in
        Linux | CYGWIN*) tail -s 0.2 --pid="$pid" -f /dev/null & ;;
        Darwin) lsof -p "$pid" +r 1 > /dev/null & ;;
        *) pwait "$pid" & ;;
      esac
      watch=$!
      while kill -0 "$watch" 2> /dev/null; do wait "$watch" || :; done
    done
    rm -f -- "$file"
    [ -n "$asked" ]
    """
        .formatted(
            Shell.word(pidFile(process)), preparation.prefix(), line(daemon), PATIENCE_TENTHS);
  }
}
