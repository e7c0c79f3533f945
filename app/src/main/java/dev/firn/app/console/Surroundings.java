package dev.firn.app.console;

import dev.firn.app.recall.Recall;
import dev.firn.app.settings.Environment;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a command runs in. Nothing else of the process is looked at, so that many can run in one, each in its own.
 *
 * @param input standard input
 * @param output standard output
 * @param messages standard error
 * @param environment the environment variables
 * @param terminal whether somebody sits in front of standard input and output; asked only when it matters
 * @param directory the working directory: absolute, without symbolic links; bytes
 * @param recall what is remembered of earlier commands; null in a process that runs only one
 */
public record Surroundings(
    InputStream input,
    Output output,
    Messages messages,
    Environment environment,
    BooleanSupplier terminal,
    String directory,
    @Nullable Recall recall) {
  /** Whether somebody sits in front of standard input and output. */
  public boolean isInteractive() {
    return terminal.getAsBoolean();
  }

  /** The same in another working directory. */
  public Surroundings in(String other) {
    return new Surroundings(input, output, messages, environment, terminal, other, recall);
  }

  /** The same with an environment variable more. */
  public Surroundings with(String name, String value) {
    Environment more = wanted -> wanted.equals(name) ? value : environment.get(wanted);
    return new Surroundings(input, output, messages, more, terminal, directory, recall);
  }
}
