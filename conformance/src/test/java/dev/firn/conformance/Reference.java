package dev.firn.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs cases with the reference Nix.
 *
 * <p>Many at a time, by a generated shell script: Java cannot hand arguments that are bytes to a child in every locale, and a shell
 * starts children faster.
 */
final class Reference {
  private static final int SCRIPTS = 2;
  private static final int SECONDS = 300;

  private final Path program;

  private Reference(Path program) {
    this.program = program;
  }

  /** The {@code nix-instantiate} of this machine; empty if there is none. */
  static Optional<Reference> find() {
    for (String directory : System.getenv().getOrDefault("PATH", "/usr/bin").split(":")) {
      Path program = Path.of(directory, "nix-instantiate");
      if (Files.isExecutable(program)) {
        return Optional.of(new Reference(program));
      }
    }
    return Optional.empty();
  }

  /** Its {@code nix-instantiate}. */
  Path program() {
    return program;
  }

  /** The outcomes of the cases, in their order. The directory is for files in between. */
  List<Outcome> run(List<Case> cases, Path scratch) throws IOException, InterruptedException {
    List<Process> processes = new ArrayList<>();
    for (int part = 0; part < SCRIPTS; part++) {
      processes.add(start(cases, part, scratch));
    }
    for (Process process : processes) {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the reference did not end in " + SECONDS + " s");
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      int status = Integer.parseInt(text(scratch, i + ".status").strip());
      outcomes.add(Corpus.outcome(status, text(scratch, i + ".out"), text(scratch, i + ".err")));
    }
    return outcomes;
  }

  private Process start(List<Case> cases, int part, Path scratch) throws IOException {
    StringBuilder script = new StringBuilder("cd " + quoted(Corpus.FILES.toString()) + "\n");
    for (int i = part; i < cases.size(); i += SCRIPTS) {
      script.append(command(cases.get(i), scratch + "/" + i, scratch));
    }
    Path file = scratch.resolve("part" + part + ".sh");
    Files.writeString(file, script, StandardCharsets.ISO_8859_1);
    return new ProcessBuilder("sh", file.toString()).inheritIO().start();
  }

  private String command(Case each, String prefix, Path scratch) {
    StringBuilder command = new StringBuilder("env -i");
    Map<String, String> environment = Corpus.environment(each);
    for (String directory : List.of("NIX_STATE_DIR", "NIX_LOG_DIR", "XDG_CACHE_HOME")) {
      environment.put(directory, scratch + "/nix");
    }
    environment.forEach((name, value) -> command.append(' ').append(quoted(name + "=" + value)));
    command.append(' ').append(quoted(program.toString()));
    each.commandLine().forEach(argument -> command.append(' ').append(quoted(argument)));
    return command
        + " < /dev/null > "
        + prefix
        + ".out 2> "
        + prefix
        + ".err; echo $? > "
        + prefix
        + ".status\n";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String text(Path directory, String name) throws IOException {
    return Files.readString(directory.resolve(name), StandardCharsets.ISO_8859_1);
  }
}
