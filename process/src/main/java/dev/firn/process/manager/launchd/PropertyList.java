package dev.firn.process.manager.launchd;

import dev.firn.base.json.Json;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.Command;
import dev.firn.process.description.ProcessDescription;
import dev.firn.process.description.Restart;
import dev.firn.process.manager.OutputFile;
import dev.firn.process.manager.Shell;
import dev.firn.process.manager.script.Duty;
import dev.firn.process.manager.script.ForegroundScript;
import dev.firn.process.manager.script.Preparation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The property list of a process, as {@code launchd.plist(5)} describes it. */
final class PropertyList {
  /** What launchd has no key for. */
  private static final Set<Duty> DUTIES =
      EnumSet.of(Duty.ENVIRONMENT_FILES, Duty.SECRETS, Duty.INITIALIZE, Duty.LINKS);

  private final ProcessDescription process;
  private final SortedMap<String, Json> keys = new TreeMap<>();

  private PropertyList(ProcessDescription process) {
    this.process = process;
  }

  /**
   * The text of the list. Settings of the model for launchd replace keys of the same name; null takes one away.
   *
   * @throws ModelException if launchd cannot do what the process asks for
   */
  static String of(ProcessDescription process) {
    PropertyList list = new PropertyList(process);
    list.service();
    list.command();
    list.surroundings();
    list.lifeCycle();
    process.overrides().forEach(list::override);
    try {
      return Plist.write(list.keys);
    } catch (IllegalArgumentException bad) {
      throw new ModelException("launchd cannot run '" + process.name() + "': " + bad.getMessage());
    }
  }

  /** What launchd calls the service of a process. */
  static String label(String name) {
    return "org.nixos." + name;
  }

  private void override(String key, Json value) {
    if (value instanceof Json.Null) {
      keys.remove(key);
    } else {
      keys.put(key, value);
    }
  }

  private void put(String key, String text) {
    keys.put(key, new Json.Str(text));
  }

  private void service() {
    put("Label", label(process.name()));
    put("StandardOutPath", OutputFile.of(process));
    put("StandardErrorPath", OutputFile.of(process));
    SortedMap<String, Json> variables = new TreeMap<>();
    Preparation.environment(process)
        .forEach((name, value) -> variables.put(name, new Json.Str(value)));
    keys.put("EnvironmentVariables", Json.object(variables));
  }

  private void command() {
    Command foreground = process.foreground();
    if (foreground != null && !ForegroundScript.isNeeded(process, DUTIES)) {
      program(foreground.program(), foreground.arguments());
    } else if (process.user() == null) {
      program("/bin/sh", List.of("-c", ForegroundScript.body(process, DUTIES)));
    } else {
      program("/bin/sh", List.of("-c", asUser(process.user())));
    }
  }

  /** Files are read and the state is prepared by root; the user's rights are enough for the rest. */
  private String asUser(String user) {
    String last = ForegroundScript.body(process, EnumSet.noneOf(Duty.class));
    List<String> words = new ArrayList<>(List.of("exec", "sudo", "-n", "-E", "-u", user));
    if (process.group() != null) {
      words.addAll(List.of("-g", process.group()));
    }
    words.addAll(List.of("--", "/bin/sh", "-c", last));
    return "set -e\n" + new Preparation(process, DUTIES).lines() + Shell.words(words) + "\n";
  }

  private void program(String program, List<String> arguments) {
    put("Program", program);
    if (!arguments.isEmpty()) {
      List<Json> words = new ArrayList<>(List.of(new Json.Str(program)));
      arguments.forEach(argument -> words.add(new Json.Str(argument)));
      keys.put("ProgramArguments", new Json.Array(words));
    }
  }

  private void surroundings() {
    if (process.directory() != null) {
      put("WorkingDirectory", process.directory());
    }
    if (process.umask() != null) {
      keys.put("Umask", new Json.Int(Integer.parseInt(process.umask(), 8)));
    }
    if (process.nice() != null) {
      keys.put("Nice", new Json.Int(process.nice()));
    }
    // With something to do first, it starts as root and changes the user itself.
    boolean first = !Preparation.needed(process, DUTIES).isEmpty();
    if (process.user() != null && !first) {
      put("UserName", process.user());
      if (process.group() != null) {
        put("GroupName", process.group());
      }
    }
    Long files = process.resources().openFiles();
    if (files != null) {
      Json limit = Json.object(Map.of("NumberOfFiles", new Json.Int(files)));
      keys.put("HardResourceLimits", limit);
      keys.put("SoftResourceLimits", limit);
    }
  }

  private void lifeCycle() {
    Restart restart = process.restart();
    keys.put("RunAtLoad", new Json.Bool(true));
    keys.put("ExitTimeOut", new Json.Int(Math.max(1, process.stop().timeout().toSeconds())));
    keys.put("ThrottleInterval", new Json.Int(Math.max(1, restart.delay().toSeconds())));
    switch (restart.when()) {
      case ALWAYS -> keys.put("KeepAlive", new Json.Bool(true));
      case ON_FAILURE ->
          keys.put("KeepAlive", Json.object(Map.of("SuccessfulExit", new Json.Bool(false))));
      case NEVER -> keys.put("KeepAlive", new Json.Bool(false));
    }
  }
}
