package dev.firn.store.nix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.store.local.StoreLocation;
import dev.firn.store.path.StoreDir;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The Nix of this machine, working on a private store. Tests that need it are skipped where there is none. */
public final class ReferenceNix {
  /** What a run gave. */
  public record Result(int exit, byte[] output, String errors) {
    /** The output as text. */
    public String text() {
      return new String(output, StandardCharsets.ISO_8859_1);
    }

    /** The lines of the output. */
    public List<String> lines() {
      return text().lines().toList();
    }
  }

  private final Path directory;

  /** A Nix that keeps all below that directory. */
  public ReferenceNix(Path directory) {
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

  /** Where the store is. */
  public StoreLocation location() {
    return StoreLocation.of(
        new StoreDir(directory.resolve("store").toString()), directory.resolve("state"));
  }

  private ProcessBuilder builder(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("NIX"));
    environment.put("NIX_STORE_DIR", directory.resolve("store").toString());
    environment.put("NIX_STATE_DIR", directory.resolve("state").toString());
    environment.put("NIX_LOCALSTATE_DIR", directory.resolve("var").toString());
    environment.put("NIX_LOG_DIR", location().logs().toString());
    environment.put("NIX_CONF_DIR", directory.resolve("etc").toString());
    environment.put(
        "NIX_CONFIG",
        "sandbox = false\nbuild-users-group =\nsubstituters =\n"
            + "experimental-features = nix-command\nrequire-sigs = false\n");
    environment.put("HOME", directory.resolve("home").toString());
    environment.put("TMPDIR", Files.createDirectories(directory.resolve("tmp")).toString());
    return builder;
  }

  /** Starts a program of Nix. */
  public Process start(String... command) throws IOException {
    return builder(List.of(command)).start();
  }

  /** Runs a program of Nix with that input. */
  public Result runWith(byte[] input, String... command) {
    try {
      Path errors = Files.createTempFile(directory, "errors", "");
      Path source = Files.createTempFile(directory, "input", "");
      Files.write(source, input);
      Process process =
          builder(List.of(command))
              .redirectError(errors.toFile())
              .redirectInput(source.toFile())
              .start();
      byte[] output;
      try (InputStream stream = process.getInputStream()) {
        output = stream.readAllBytes();
      }
      Result result = new Result(process.waitFor(), output, Files.readString(errors));
      Files.delete(errors);
      Files.delete(source);
      return result;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Runs a program of Nix. */
  public Result run(String... command) {
    return runWith(new byte[0], command);
  }

  /** Runs a program of Nix, which must end well, and gives its output without the last newline. */
  public String get(String... command) {
    Result result = run(command);
    assertEquals(0, result.exit(), () -> Arrays.toString(command) + ": " + result.errors());
    return result.text().stripTrailing();
  }
}
