package dev.firn.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.app.Run.Outcome;
import dev.firn.base.text.Latin1;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Nix of this machine, if it has one, in the same folder, with the same store and environment as {@link Run}. Texts are bytes. */
public final class Nix {
  private static final String CONFIG =
      "sandbox = false\nbuild-users-group =\nsubstituters =\nexperimental-features = nix-command\n";

  private final Path directory;
  private String input = "";

  /** Nix in a folder; the test is left out on a machine without it. */
  public Nix(Path directory) {
    this.directory = directory;
    assumeTrue(isThere(), "no nix-store on this machine");
  }

  private static boolean isThere() {
    for (String place : System.getenv().getOrDefault("PATH", "").split(":")) {
      if (Files.isExecutable(Path.of(place, "nix-store"))) {
        return true;
      }
    }
    return false;
  }

  /** Sets standard input. */
  public Nix input(String text) {
    input = text;
    return this;
  }

  /** Runs a program of Nix. */
  public Outcome run(String... command) {
    try {
      Path folder = Files.createDirectories(directory.resolve("nix-run"));
      Path source = Files.write(folder.resolve("input"), Latin1.bytes(input));
      Path output = folder.resolve("output");
      Path errors = folder.resolve("errors");
      ProcessBuilder builder =
          new ProcessBuilder(new ArrayList<>(List.of(command)))
              .directory(directory.toFile())
              .redirectInput(source.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      environment(builder.environment());
      int status = builder.start().waitFor();
      return new Outcome(
          status,
          Latin1.string(Files.readAllBytes(output)),
          Latin1.string(Files.readAllBytes(errors)));
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void environment(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("NIX") || name.startsWith("XDG"));
    environment.put("HOME", directory.toString());
    environment.put("TERM", "dumb");
    environment.put("NIX_CONF_DIR", "/nonexistent");
    environment.put("NIX_STORE_DIR", directory.resolve("store").toString());
    environment.put("NIX_STATE_DIR", directory.resolve("state").toString());
    environment.put("NIX_LOG_DIR", directory.resolve("log/nix").toString());
    environment.put("NIX_CONFIG", CONFIG);
  }

  /** Runs a program of Nix, which must end well, and gives its output without the last end of line. */
  public String get(String... command) {
    Outcome outcome = run(command);
    assertEquals(0, outcome.status(), () -> String.join(" ", command) + ": " + outcome.errors());
    return outcome.output().strip();
  }
}
