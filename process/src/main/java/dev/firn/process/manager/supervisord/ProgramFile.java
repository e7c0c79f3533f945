package dev.firn.process.manager.supervisord;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Restart;
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.RenderedFile;
import dev.firn.process.manager.Rendering;
import dev.firn.process.manager.script.Duty;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.script.Preparation;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The section {@code [program:NAME]} of a process, and the script beside it where supervisord lacks something that the process needs or
 * cannot hold one of its words.
 */
final class ProgramFile {
  /** How the file of a program ends; others are not read by supervisord. */
  static final String CONF = ".conf";

  private static final String SCRIPT = ".sh";
  private static final Set<Duty> OWN = Set.of(Duty.ENVIRONMENT, Duty.UMASK, Duty.USER);
  private static final int MANY_RETRIES = 1_000_000;

  private final ProcessDescription process;
  private final SortedMap<String, String> settings = new TreeMap<>();
  private final SortedMap<String, RenderedFile> files = new TreeMap<>();

  private ProgramFile(ProcessDescription process) {
    this.process = process;
  }

  /** The files of a process. */
  static Rendering render(ProcessDescription process) {
    return new ProgramFile(process).render();
  }

  private Rendering render() {
    SortedMap<String, String> environment = Preparation.environment(process);
    boolean plain = environment.values().stream().allMatch(IniText::isVariable);
    Command command = process.foreground();
    Set<Duty> others = Duty.allBut(OWN.toArray(new Duty[0]));
    if (command == null
        || !plain
        || process.group() != null
        || !IniText.isLine(ForegroundScript.line(command))
        || ForegroundScript.isNeeded(process, others)) {
      script(plain);
    } else {
      settings.put("command", IniText.command(ForegroundScript.line(command)));
      if (process.user() != null) {
        settings.put("user", process.user());
      }
    }
    if (plain) {
      settings.put("environment", IniText.environment(environment));
    }
    life();
    output();
    process.overrides().forEach(this::override);
    files.put(process.name() + CONF, new RenderedFile(text(), false));
    return new Rendering(files);
  }

  /** A script prepares as root what its user may not, so it changes the user too. */
  private void script(boolean plain) {
    Set<Duty> duties = plain ? Duty.allBut(Duty.ENVIRONMENT, Duty.UMASK) : Duty.allBut(Duty.UMASK);
    String file = process.name() + SCRIPT;
    files.put(file, new RenderedFile(ForegroundScript.of(process, duties), true));
    settings.put("command", "/bin/sh \"%(here)s/" + file + "\"");
  }

  private void life() {
    settings.put("priority", String.valueOf(process.level() + 1));
    settings.put("autorestart", autorestart(process.restart().when()));
    settings.put("startretries", String.valueOf(MANY_RETRIES));
    settings.put("stopsignal", process.stop().signal());
    settings.put("stopwaitsecs", String.valueOf(seconds(process.stop().timeout())));
    settings.put("killasgroup", "true");
    if (process.umask() != null) {
      settings.put("umask", process.umask());
    }
  }

  private static String autorestart(Restart.When when) {
    return switch (when) {
      case NEVER -> "false";
      case ON_FAILURE -> "unexpected";
      case ALWAYS -> "true";
    };
  }

  private static long seconds(Duration duration) {
    return Math.ceilDiv(duration.toMillis(), 1000L);
  }

  private void output() {
    settings.put("redirect_stderr", "true");
    String file = OutputFile.of(process);
    if (!IniText.isPath(file)) {
      throw new ModelException("supervisord can write no log to '" + file + "'");
    }
    settings.put("stdout_logfile", IniText.value(file));
  }

  private void override(String name, Json value) {
    if (value instanceof Json.Null) {
      settings.remove(name);
    } else {
      settings.put(name, value instanceof Json.Str text ? text.value() : value.print());
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder("[program:" + process.name() + "]\n");
    // As people expect it: first what it runs.
    text.append("command=").append(settings.getOrDefault("command", "")).append('\n');
    for (Map.Entry<String, String> one : settings.entrySet()) {
      if (!one.getKey().equals("command")) {
        text.append(one.getKey()).append('=').append(one.getValue()).append('\n');
      }
    }
    return text.toString();
  }
}
