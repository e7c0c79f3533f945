package dev.firn.process.manager.s6rc;

import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Restart;
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.single.Overrides;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Source definitions of s6-rc (https://skarnet.org/software/s6-rc/s6-rc-compile.html). A process that stays in the foreground is a longrun
 * with a logger, and both together a pipeline with the name of the process; one that can only go to the background is a oneshot.
 */
final class S6RcRenderer {
  private static final String LONGRUN = "-srv";

  /** What the service is called that writes a log, after the name of the process. */
  static final String LOGGER = "-log";

  /** Says where the process id of a oneshot is. Firn's: s6-rc knows no processes of oneshots. */
  static final String PID_FILE = "pid-file";

  private final ProcessDescription process;
  private final SortedMap<String, RenderedFile> files = new TreeMap<>();

  private S6RcRenderer(ProcessDescription process) {
    this.process = process;
  }

  /** The folders of definitions that a process needs. */
  static Rendering render(ProcessDescription process) {
    S6RcRenderer renderer = new S6RcRenderer(process);
    Command foreground = process.foreground();
    if (foreground != null) {
      renderer.longrun(foreground);
      renderer.logger();
    } else {
      renderer.oneshot();
    }
    return new Rendering(renderer.files);
  }

  /** The newest file of the log of a process. */
  static String logFile(ProcessDescription process) {
    return process.foreground() != null ? logFolder(process) + "/current" : OutputFile.of(process);
  }

  private static String logFolder(ProcessDescription process) {
    return process.folders().log() + "/s6-log/" + process.name();
  }

  private void longrun(Command command) {
    String service = process.name() + LONGRUN;
    text(service, "type", "longrun\n");
    program(service, "run", RunScript.foreground(process, command));
    text(service, "producer-for", process.name() + LOGGER + "\n");
    text(service, "down-signal", "SIG" + process.stop().signal() + "\n");
    text(service, "timeout-kill", process.stop().timeout().toMillis() + "\n");
    String finish = finish(process.restart().when());
    if (finish != null) {
      program(service, "finish", finish);
    }
    dependencies(service);
    nativeFiles(service);
  }

  /** Status 125 tells the supervisor not to start the process again. */
  private static @Nullable String finish(Restart.When when) {
    return switch (when) {
      case ALWAYS -> null;
      case ON_FAILURE -> "#!/usr/bin/execlineb -S1\nif { eltest ${1} = 0 }\nexit 125\n";
      case NEVER -> "#!/usr/bin/execlineb -P\nexit 125\n";
    };
  }

  private void logger() {
    String service = process.name() + LOGGER;
    text(service, "type", "longrun\n");
    program(service, "run", RunScript.logger(logFolder(process)));
    text(service, "consumer-for", process.name() + LONGRUN + "\n");
    text(service, "notification-fd", "3\n");
    text(service, "pipeline-name", process.name() + "\n");
  }

  private void oneshot() {
    Command command = Objects.requireNonNull(process.daemon());
    String service = process.name();
    text(service, "type", "oneshot\n");
    text(service, "up", RunScript.background(process, command));
    String pidFile = ForegroundScript.pidFile(process);
    text(service, "down", RunScript.stop(pidFile, process.stop()));
    text(service, PID_FILE, pidFile + "\n");
    dependencies(service);
    nativeFiles(service);
  }

  /** Settings of the model are files, as all settings are there. */
  private void nativeFiles(String service) {
    Overrides.of(process).forEach((name, value) -> text(service, name, value + "\n"));
  }

  /** Names of processes: each is a oneshot, or the pipeline of a longrun. */
  private void dependencies(String service) {
    if (!process.dependencies().isEmpty()) {
      text(service, "dependencies", String.join("\n", process.dependencies()) + "\n");
    }
  }

  private void text(String service, String file, String text) {
    files.put(service + "/" + file, new RenderedFile(text, false));
  }

  private void program(String service, String file, String text) {
    files.put(service + "/" + file, new RenderedFile(text, true));
  }
}
