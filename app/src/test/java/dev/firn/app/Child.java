package dev.firn.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, so that it can be killed; in a folder, with the store and environment of {@link Run}. */
public final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final Path errors;

  /** Starts a command. Its temporary files go to the folder {@code tmp}. */
  public Child(Path directory, String... arguments) throws IOException {
    this(directory, List.of(), arguments);
  }

  /** Starts a command by another program, which becomes what its last arguments say. */
  public Child(Path directory, List<String> starter, String... arguments) throws IOException {
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    this.errors = Files.createTempFile(directory, "errors", "");
    List<String> command = new ArrayList<>(starter);
    command.addAll(
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-XX:-UsePerfData",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary,
            "-Dorg.sqlite.tmpdir=" + System.getProperty("java.io.tmpdir"),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.firn.app.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(directory));
    this.process = builder.start();
    this.output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  private static Map<String, String> environment(Path directory) {
    return Map.of(
        "HOME", directory.toString(),
        "NIX_CONF_DIR", "/nonexistent",
        "XDG_CONFIG_DIRS", "/nonexistent",
        "NIX_STORE_DIR", directory.resolve("store").toString(),
        "NIX_STATE_DIR", directory.resolve("state").toString());
  }

  /** The next line that it prints; waits for it. */
  public String line() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("it printed nothing more, but: " + errors());
    }
    return line;
  }

  /** What it told so far. */
  public String errors() throws IOException {
    return Files.readString(errors, StandardCharsets.ISO_8859_1);
  }

  /** Asks it to end, as a service manager does. */
  public void terminate() {
    process.destroy();
  }

  /** Sends it a signal, by its name without {@code SIG}. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until it ends, and gives its exit status; those that were ended by a signal have 128 and its number. */
  public int await() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("it does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
