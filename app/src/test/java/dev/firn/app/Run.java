package dev.firn.app;

import dev.firn.app.cli.Main;
import dev.firn.base.text.Latin1;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs commands in this process, in a folder, with an environment of their own. Texts are bytes. */
public final class Run {
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";

  /** What came of a command. */
  public record Outcome(int status, String output, String errors) {
    /** The output without the end of its last line. */
    public String line() {
      return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
    }
  }

  /** Commands in a folder, which is their home too; nothing of the machine's settings is seen. */
  public Run(Path directory) {
    this.directory = directory;
    with("HOME", directory.toString());
    with("NIX_CONF_DIR", "/nonexistent");
    with("XDG_CONFIG_DIRS", "/nonexistent");
    with("NIX_STORE_DIR", directory.resolve("store").toString());
    with("NIX_STATE_DIR", directory.resolve("state").toString());
  }

  /** Sets an environment variable. */
  public Run with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Sets standard input. */
  public Run input(String text) {
    input = text;
    return this;
  }

  /** Runs a command. */
  public Outcome firn(String... arguments) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status =
        Main.run(
            arguments,
            new ByteArrayInputStream(Latin1.bytes(input)),
            output,
            errors,
            environment,
            directory.toString());
    return new Outcome(
        status, Latin1.string(output.toByteArray()), Latin1.string(errors.toByteArray()));
  }
}
