package dev.firn.app.cli;

import dev.firn.base.sys.BytePaths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * Runs typical commands one after the other in one process, so that Java can record which classes they need. It records one
 * process only.
 */
final class Training {
  private Training() {}

  /** Runs a command, given its arguments, and gives its exit code. */
  interface Command {
    int run(String[] arguments);
  }

  /**
   * Runs the commands of a file.
   *
   * @param file its name: a command a line, words separated by blanks, no quoting
   * @throws IllegalStateException if a command fails: it would record the wrong classes
   */
  static void run(String file, Command command) {
    for (String line : lines(file)) {
      int exitCode = command.run(words(line));
      if (exitCode != 0) {
        throw new IllegalStateException("exit code " + exitCode + " from: " + line);
      }
    }
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(BytePaths.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(line);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words.toArray(new String[0]);
  }
}
