package dev.firn.process.manager.s6rc;

import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Stop;
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.script.Duty;
import dev.firn.process.manager.script.Preparation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The scripts of services. Each line of execline runs the next one, so what needs the rights of root stands before the change of the user,
 * and {@code PATH} is set last: it is where the programs of the lines before are looked up.
 */
final class RunScript {
  private static final String PATH = "PATH";
  private static final Set<Duty> BEFORE = EnumSet.of(Duty.INITIALIZE, Duty.LINKS);

  private final ProcessDescription process;
  private final List<String> lines = new ArrayList<>();

  private RunScript(ProcessDescription process) {
    this.process = process;
  }

  /** Becomes a command of a process that stays in the foreground. Its standard error goes where its output goes: to the logger. */
  static String foreground(ProcessDescription process, Command command) {
    return of(process, command, List.of());
  }

  /** Becomes a command that goes to the background. Otherwise it would write to whoever brings it up, and keep him waiting. */
  static String background(ProcessDescription process, Command command) {
    String file = OutputFile.of(process);
    String folder = file.substring(0, Math.max(1, file.lastIndexOf('/')));
    return of(
        process,
        command,
        List.of(
            Execline.block("if", Execline.words("mkdir", "-p", folder)),
            Execline.words("redirfd", "-a", "1", file)));
  }

  private static String of(ProcessDescription process, Command command, List<String> first) {
    RunScript script = new RunScript(process);
    script.lines.addAll(first);
    script.lines.add("fdmove -c 2 1");
    script.environment();
    script.initialize();
    script.surroundings();
    script.user();
    script.lines.add(script.exportPath());
    List<String> words = new ArrayList<>(List.of(command.program()));
    words.addAll(command.arguments());
    script.lines.add(Execline.words(words));
    return Execline.script(script.lines);
  }

  /** Writes what it reads into a folder: files of one million bytes with times, ten of them at most. */
  static String logger(String folder) {
    return Execline.script(
        List.of(
            Execline.block("if", Execline.words("mkdir", "-p", folder)),
            Execline.words("exec", "-c"),
            Execline.words("s6-log", "-d3", "T", "s1000000", "n10", folder)));
  }

  /** Stops what wrote its process id to a file, and waits until it has ended; what takes too long is killed. */
  static String stop(String pidFile, Stop stop) {
    long tenths = Math.max(1, stop.timeout().toMillis() / 100);
    String text =
        """
        pid=$(cat "$1") || exit 0
        kill -s "$2" "$pid" || exit 0
        i=0
        while kill -0 "$pid" 2>/dev/null; do
          [ "$i" -lt "$3" ] || kill -s KILL "$pid"
          i=$((i + 1))
          sleep 0.1
        done
        rm -f "$1"
        """;
    return Execline.script(
        List.of(
            Execline.words(
                "/bin/sh", "-c", text, "sh", pidFile, stop.signal(), Long.toString(tenths))));
  }

  private void environment() {
    process.environmentFiles().forEach(file -> lines.add(Execline.words("envfile", file)));
    process
        .secrets()
        .forEach((name, file) ->
            lines.add(Execline.block("backtick -i " + name, Execline.words("cat", file))));
    process
        .environment()
        .forEach((name, value) -> {
          if (!name.equals(PATH)) {
            lines.add(Execline.words("export", name, value));
          }
        });
  }

  private void initialize() {
    String text = new Preparation(process, BEFORE).lines();
    if (!text.isEmpty()) {
      String shell = Execline.words("/bin/sh", "-ec", text);
      lines.add(Execline.block("if", exportPath() + " " + shell));
    }
  }

  private void surroundings() {
    if (process.umask() != null) {
      lines.add(Execline.words("execline-umask", process.umask()));
    }
    if (process.directory() != null) {
      lines.add(Execline.words("execline-cd", process.directory()));
    }
    if (process.nice() != null) {
      lines.add("nice -n " + process.nice());
    }
    if (process.resources().openFiles() != null) {
      lines.add("s6-softlimit -o " + process.resources().openFiles());
    }
  }

  private void user() {
    if (process.user() != null && process.group() != null) {
      lines.add(Execline.words("s6-envuidgid", process.user()));
      lines.add(Execline.words("s6-envuidgid", "-g", process.group()));
      lines.add("s6-applyuidgid -Uz");
    } else if (process.user() != null) {
      lines.add(Execline.words("s6-setuidgid", process.user()));
    }
  }

  private String exportPath() {
    return Execline.words("export", PATH, Preparation.environment(process).getOrDefault(PATH, ""));
  }
}
