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
        ? start + "exec " + preparation.line(foreground) + "\n"
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
    firn_file=%s
    firn_pid= firn_asked=
    pass() { [ -z "$firn_pid" ] || kill -s "$1" "$firn_pid" 2> /dev/null || :; }
    for firn_signal in TERM INT QUIT; do trap "firn_asked=$firn_signal; pass $firn_signal" "$firn_signal"; done
    for firn_signal in HUP USR1 USR2 WINCH; do trap "pass $firn_signal" "$firn_signal"; done
    lives() { [ -n "$firn_pid" ] && kill -0 "$firn_pid" 2> /dev/null; }
    alive() {
      lives && return || firn_pid=
      [ -s "$firn_file" ] && read -r firn_pid < "$firn_file" || :
      case $firn_pid in *[!0-9]*) firn_pid= ;; esac
      lives || { firn_pid=; return 1; }
      [ -z "$firn_asked" ] || pass "$firn_asked"
    }
    rm -f -- "$firn_file"
    %s
    firn_left=%d
    until alive; do
      firn_left=$((firn_left - 1))
      [ "$firn_left" -gt 0 ] || { echo "$firn_file names no process that lives" >&2; exit 1; }
      sleep 0.1
    done
    while alive; do
      case $(uname -s) in
        Linux | CYGWIN*) tail -s 0.2 --pid="$firn_pid" -f /dev/null & ;;
        Darwin) lsof -p "$firn_pid" +r 1 > /dev/null & ;;
        *) pwait "$firn_pid" & ;;
      esac
      firn_watch=$!
      while kill -0 "$firn_watch" 2> /dev/null; do wait "$firn_watch" || :; done
    done
    rm -f -- "$firn_file"
    [ -n "$firn_asked" ]
    """
        .formatted(Shell.word(pidFile(process)), preparation.line(daemon), PATIENCE_TENTHS);
  }
}
