package dev.firn.process.manager.systemd;

import dev.firn.base.sys.ProcessBytes;
import dev.firn.process.manager.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Systemd's control programs, for one of its managers. */
final class Systemctl {
  private static final Duration LONGEST = Duration.ofMinutes(9);
  private static final String RUNTIME = "XDG_RUNTIME_DIR";
  private static final List<String> PROPERTIES =
      List.of(
          "Id",
          "ActiveState",
          "SubState",
          "MainPID",
          "NRestarts",
          "Result",
          "ExecMainStatus",
          "StateChangeTimestamp");

  private final Programs programs;
  private final boolean ofUser;
  private final List<String> prefix;

  /**
   * Those of a manager.
   *
   * @param prefix words before each program, which make it find the manager
   */
  Systemctl(Programs programs, boolean ofUser, List<String> prefix) {
    this.programs = programs;
    this.ofUser = ofUser;
    this.prefix = List.copyOf(prefix);
  }

  /** Where no log-in has told where the manager of a user is, it is where it always is. */
  static List<String> ofThisUser() {
    if (ProcessBytes.variable(RUNTIME) != null) {
      return List.of();
    }
    try {
      Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      return List.of("env", RUNTIME + "=/run/user/" + user);
    } catch (IOException none) {
      return List.of(); // systemctl will say what is missing
    }
  }

  /** Whether it is a user's manager. */
  boolean ofUser() {
    return ofUser;
  }

  /** Asks for something. Gives what came of it, good or bad. */
  Programs.Output ask(String verb, Collection<String> units)
      throws IOException, InterruptedException {
    List<String> command = command("systemctl");
    if (ofUser) {
      command.add("--user");
    }
    command.addAll(List.of("--no-ask-password", "--no-pager", "--timestamp=unix"));
    command.add(verb);
    command.addAll(units);
    return programs.run(command, "", LONGEST);
  }

  private List<String> command(String program) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program);
    return command;
  }

  /**
   * Does something.
   *
   * @throws IOException if it fails
   */
  void run(String verb, Collection<String> units) throws IOException, InterruptedException {
    Programs.Output output = ask(verb, units);
    if (!output.isSuccess()) {
      throw new IOException("systemctl " + verb + ": " + output.complaint());
    }
  }

  /** What systemd says of units, by their names. */
  Map<String, Map<String, String>> show(Collection<String> units)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add("--property=" + String.join(",", PROPERTIES));
    arguments.addAll(units);
    Programs.Output output = ask("show", arguments);
    if (!output.isSuccess()) {
      throw new IOException("systemctl show: " + output.complaint());
    }
    Map<String, Map<String, String>> found = new HashMap<>();
    for (String block : output.out().split("\n\n")) {
      Map<String, String> properties = properties(block);
      found.put(properties.getOrDefault("Id", ""), properties);
    }
    return found;
  }

  private static Map<String, String> properties(String block) {
    Map<String, String> properties = new HashMap<>();
    block
        .lines()
        .forEach(line -> {
          int equals = line.indexOf('=');
          if (equals > 0) {
            properties.put(line.substring(0, equals), line.substring(equals + 1));
          }
        });
    return properties;
  }

  /** Gives entries of the journal of a unit, each a JSON object, with those options of journalctl. */
  void journal(String unit, List<String> options, Consumer<String> entries)
      throws IOException, InterruptedException {
    List<String> command = command("journalctl");
    command.addAll(List.of((ofUser ? "--user-unit=" : "--unit=") + unit, "--no-pager", "--quiet"));
    command.addAll(List.of("--output=json", "--output-fields=MESSAGE"));
    command.addAll(options);
    programs.follow(command, entries);
  }
}
