package dev.firn.app.build;

import dev.firn.base.sys.BytePaths;
import dev.firn.base.text.Latin1;
import dev.firn.base.text.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script whose first line makes {@code nix-shell} run it, and whose next lines say with what: {@code #! nix-shell -i PROGRAM -p PACKAGE}.
 *
 * @param directory the directory that it is in, absolute: what it names is looked for there
 * @param words the words that {@code nix-shell} is told instead of the name of the script
 */
public record ShellScript(String directory, List<String> words) {
  private static final String MARK = "#!";
  private static final String NAME = "nix-shell";

  /** The script that the first of some words names; null if it names none. */
  public static @Nullable ShellScript find(List<String> words, String directory) {
    if (words.isEmpty() || words.getFirst().startsWith("-")) {
      return null;
    }
    String name = words.getFirst();
    String file = PathText.canonical(name.startsWith("/") ? name : directory + "/" + name);
    String text = read(file);
    if (text == null || !text.startsWith(MARK)) {
      return null;
    }
    List<String> told = new ArrayList<>();
    int next = text.indexOf('\n') + 1;
    while (next > 0 && next < text.length()) {
      int end = text.indexOf('\n', next);
      addWords(text.substring(next, end < 0 ? text.length() : end), told);
      next = end + 1;
    }
    interpret(told, file, words.subList(1, words.size()));
    return new ShellScript(file.substring(0, Math.max(1, file.lastIndexOf('/'))), told);
  }

  private static @Nullable String read(String file) {
    try {
      return Latin1.string(Files.readAllBytes(BytePaths.of(file)));
    } catch (IOException none) {
      return null;
    }
  }

  private static void addWords(String line, List<String> target) {
    if (line.startsWith(MARK)) {
      String rest = line.substring(MARK.length()).strip();
      if (rest.startsWith(NAME)
          && rest.length() > NAME.length()
          && rest.charAt(NAME.length()) <= ' ') {
        target.addAll(ShellWords.split(rest.substring(NAME.length())));
      }
    }
  }

  /** Makes the command that runs the script of the interpreter that is named. */
  private static void interpret(List<String> words, String script, List<String> arguments) {
    int at = words.indexOf("-i");
    if (at >= 0 && at + 1 < words.size()) {
      words.set(at, "--run");
      words.set(at + 1, command(words.get(at + 1), script, arguments));
    }
  }

  private static String command(String interpreter, String script, List<String> arguments) {
    StringBuilder command = new StringBuilder("exec ");
    if (interpreter.contains("perl")) {
      // Perl would start what the first line of the script names, were it called by its own name.
      command.append("-a PERL ");
    }
    command.append(interpreter);
    if (interpreter.contains("ruby")) {
      // So would Ruby.
      command.append(" -e 'load(ARGV.shift)' --");
    }
    command.append(' ').append(ShellWords.quote(script));
    for (String argument : arguments) {
      command.append(' ').append(ShellWords.quote(argument));
    }
    return command.toString();
  }
}
