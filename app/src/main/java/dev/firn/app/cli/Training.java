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
   * @param file its name: a command a line, words separated by blanks, no quoting. The first word may be the exit code that is expected,
   *     or {@code &} for a command that runs on while those after it do
   * @throws IllegalStateException if a command has another exit code: it would record the wrong classes
   */
  static void run(String file, Command command) {
    for (String line : lines(file)) {
      List<String> words = words(line);
      if (words.getFirst().equals("&")) {
        Thread.ofPlatform().daemon().start(() -> run(command, words));
        continue;
      }
      int expected = Character.isDigit(line.charAt(0)) ? Integer.parseInt(words.getFirst()) : 0;
      int exitCode = run(command, words);
      if (exitCode != expected) {
        throw new IllegalStateException("exit code " + exitCode + " from: " + line);
      }
    }
  }

  private static int run(Command command, List<String> words) {
    String first = words.getFirst();
    boolean marked = first.equals("&") || Character.isDigit(first.charAt(0));
    return command.run(words.subList(marked ? 1 : 0, words.size()).toArray(new String[0]));
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(BytePaths.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(line);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }
}
