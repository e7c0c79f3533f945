package dev.firn.realise.fetch;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.lang.error.EvalError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the program {@code git} in one repository: with an argument vector, never through a shell.
 *
 * @param directory of the repository, bare or not
 */
record GitProgram(Path directory) {
  /** What would make it look at another repository. */
  private static final List<String> OTHERS =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_NAMESPACE");

  /** Reads what it prints. */
  @FunctionalInterface
  interface Output<T> {
    /** Reads all of it. */
    T read(InputStream output) throws IOException;
  }

  /** What it prints, without the end of the line. Fails as it does. */
  String line(String... arguments) throws IOException {
    return text(new byte[0], Map.of(), arguments).strip();
  }

  /** The same; null where it fails. */
  @Nullable String lineOrNull(String... arguments) throws IOException {
    try {
      return line(arguments);
    } catch (EvalError failed) {
      return null;
    }
  }

  /** All that it prints. */
  String text(byte[] input, Map<String, String> variables, String... arguments) throws IOException {
    return run(input, variables, output -> Latin1.string(output.readAllBytes()), arguments);
  }

  /**
   * Runs it.
   *
   * @param input its standard input
   * @param variables of its environment, besides those of this process
   * @throws EvalError with what it says, if it fails
   * @throws IOException if it cannot be started
   */
  <T> T run(byte[] input, Map<String, String> variables, Output<T> output, String... arguments)
      throws IOException {
    Path in = Files.createTempFile("firn", ".git");
    Path errors = Files.createTempFile("firn", ".git");
    try {
      Files.write(in, input);
      ProcessBuilder builder = new ProcessBuilder(command(arguments));
      builder.environment().keySet().removeAll(OTHERS);
      builder.environment().putAll(variables);
      Process process = builder.redirectInput(in.toFile()).redirectError(errors.toFile()).start();
      T result;
      try {
        result = output.read(process.getInputStream());
      } finally {
        process.getInputStream().close();
      }
      int status = process.waitFor();
      if (status != 0) {
        String said = Latin1.string(Files.readAllBytes(errors)).strip();
        throw new EvalError(
            "program 'git' failed with exit code " + status + (said.isEmpty() ? "" : ": " + said));
      }
      return result;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EvalError("program 'git' was interrupted");
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(errors);
    }
  }

  /** No repository may name a program that looks for changes. */
  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("git", "-C", Latin1.toUnicode(BytePaths.bytes(directory))));
    command.addAll(List.of("-c", "core.fsmonitor=false"));
    for (String argument : arguments) {
      command.add(Latin1.toUnicode(argument));
    }
    return command;
  }
}
