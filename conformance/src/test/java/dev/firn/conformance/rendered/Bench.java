package dev.firn.conformance.rendered;

import dev.firn.base.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs what a process manager would run, and finds out what the process gets. The folder has programs that say how they were started, and
 * tools in place of those that need rights or a real manager; nothing outside of it is changed.
 */
final class Bench {
  /** What the variables begin with by which tools pass on what they were told. */
  static final String NOTE = "FACT_";

  private static final Path TOOLS = Path.of("rendered/tools").toAbsolutePath();
  private static final List<String> PROGRAMS = List.of("served", "backgrounded", "prepare");
  private static final List<String> STANDARD =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
  private static final String STANDARD_PATH = String.join(":", STANDARD);
  private static final String STANDARD_FOLDERS = "...";
  private static final String EXECLINE = "/usr/lib/execline/bin";
  private static final List<String> NAMES =
      List.of(
          ("nice setpriv sudo su nixproc-chainload-user s6-setuidgid daemon start-stop-daemon sleep id nixproc-init-state"
                  + " dysnomia-addgroups dysnomia-addusers")
              .split(" "));

  /** What shells set, and what scripts of nix-processmgmt need themselves. */
  private static final Set<String> SHELLS =
      Set.of("PWD", "OLDPWD", "SHLVL", "_", "PATH", "_TOP_PID");

  private static final String UMASK = "0022";
  private static final int SECONDS = 60;

  private final Path folder;

  /** The one in that folder, which is made ready. */
  Bench(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    for (String name :
        List.of("tools", "programs", "start", "state/run", "state/log", "state/tmp")) {
      Files.createDirectories(folder.resolve(name));
    }
    for (String name : NAMES) {
      copy(TOOLS.resolve("tool"), "tools/" + name);
    }
    for (String name : List.of("init-functions", "rc.subr")) {
      copy(TOOLS.resolve(name), "tools/" + name);
    }
    for (String name : PROGRAMS) {
      copy(TOOLS.resolve("program"), "programs/" + name);
    }
  }

  private void copy(Path target, String name) throws IOException {
    if (Files.notExists(folder.resolve(name))) {
      Files.copy(target, folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** A file or folder of it. */
  String path(String name) {
    return folder.resolve(name).toString();
  }

  /** The text of a file in which the standard places of programs have the tools. */
  String withTools(String text) {
    return text.replace(STANDARD_PATH, path("tools") + ":" + STANDARD_PATH)
        .replace("/usr/sbin/daemon", path("tools/daemon"))
        .replace("/etc/rc.subr", path("tools/rc.subr"));
  }

  /** A text without what is different in another folder or store. */
  String neutral(String text) {
    return text.replaceAll("/[^ :'\"]*/nix/store/[0-9a-z]{32}-", "@store/")
        .replace(path(""), "@")
        .replace("\n", "\\n");
  }

  /** Runs all that and adds the facts. */
  void run(Start start, SortedMap<String, String> facts) throws IOException, InterruptedException {
    Path file = folder.resolve("facts");
    Files.write(file, new byte[0]);
    facts.put("runs", "nothing");
    SortedMap<String, String> environment = new TreeMap<>(start.environment);
    environment.keySet().removeIf(name -> name.startsWith(NOTE));
    for (List<String> command : start.before) {
      execute(command, environment, start);
    }
    execute(start.command, start.environment, start);
    for (Event event : events(file)) {
      if (event.program.equals("prepare")) {
        prepared(event, facts);
      } else {
        started(event, facts);
      }
    }
  }

  private void execute(List<String> command, Map<String, String> environment, Start start)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "/bin/bash", "-c", "umask \"$1\" && cd \"$2\" && shift 2 && \"$@\"; :", "bash"));
    words.add(start.umask == null ? UMASK : start.umask);
    words.add(start.directory == null ? path("start") : start.directory);
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().put("PATH", path("tools") + ":" + EXECLINE + ":" + STANDARD_PATH);
    environment.forEach((name, value) -> builder.environment().put(name, withTools(value)));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("it did not end in time: " + command);
    }
  }

  /** How a program was started. */
  private record Event(
      String program,
      List<String> arguments,
      String directory,
      String umask,
      SortedMap<String, String> variables) {
    String note(String what) {
      return variables.getOrDefault(NOTE + what, "");
    }
  }

  private static List<Event> events(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    String[] words = Files.readString(file, StandardCharsets.ISO_8859_1).split("\0", -1);
    for (int i = 0; i + 1 < words.length; ) {
      String program = words[i + 1];
      List<String> arguments = new ArrayList<>();
      SortedMap<String, String> other = new TreeMap<>();
      SortedMap<String, String> variables = new TreeMap<>();
      for (i += 2; !words[i].equals("end"); i += 2) {
        String value = words[i + 1];
        switch (words[i]) {
          case "argument" -> arguments.add(value);
          case "variable" ->
              variables.put(
                  value.substring(0, value.indexOf('=')), value.substring(value.indexOf('=') + 1));
          default -> other.put(words[i], value);
        }
      }
      i++;
      events.add(
          new Event(
              program,
              arguments,
              other.getOrDefault("directory", ""),
              other.getOrDefault("umask", ""),
              variables));
    }
    return events;
  }

  private void prepared(Event event, SortedMap<String, String> facts) {
    facts.put("prepares", words(event.arguments));
    put(facts, "prepares as", event.note("user"));
    surroundings(event, facts, "prepares with ");
  }

  private void started(Event event, SortedMap<String, String> facts) {
    facts.put("runs", (event.program + " " + words(event.arguments)).strip());
    put(facts, "user", event.note("user"));
    put(facts, "nice", event.note("nice"));
    put(facts, "PID file", event.note("pidfile"));
    put(facts, "log", event.note("log"));
    surroundings(event, facts, "");
    if (!event.directory.equals(path("start"))) {
      facts.put("directory", neutral(event.directory));
    }
    if (!event.umask.equals(UMASK)) {
      facts.put("umask", event.umask);
    }
  }

  private void surroundings(Event event, SortedMap<String, String> facts, String prefix) {
    event.variables.forEach((name, value) -> {
      if (!SHELLS.contains(name) && !name.startsWith(NOTE) && !name.startsWith("BASH_FUNC")) {
        facts.put(prefix + "variable " + name, neutral(value));
      }
    });
    // The standard folders are one, and nothing where they are all.
    Set<String> folders = new LinkedHashSet<>();
    for (String one : event.variables.getOrDefault("PATH", "").split(":", -1)) {
      folders.add(isStandard(one) ? STANDARD_FOLDERS : neutral(one));
    }
    String path = String.join(":", folders);
    put(facts, prefix + "PATH", path.equals(STANDARD_FOLDERS) ? "" : path);
  }

  private boolean isStandard(String one) {
    return one.equals(path("tools"))
        || one.equals(EXECLINE)
        || one.endsWith("-tools/bin")
        || STANDARD.contains(one);
  }

  private void put(SortedMap<String, String> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.put(name, neutral(value));
    }
  }

  private String words(List<String> words) {
    return String.join(
        " ", words.stream().map(word -> new Json.Str(neutral(word)).print()).toList());
  }
}
