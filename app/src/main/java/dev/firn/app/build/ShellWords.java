package dev.firn.app.build;

import dev.firn.app.command.UsageException;
import java.util.ArrayList;
import java.util.List;

/** Words as shells write them. */
final class ShellWords {
  private ShellWords() {}

  /**
   * The words of a line: apart by spaces, but for those in quotes of either kind or after a backslash, which has no meaning in single
   * quotes.
   *
   * @throws UsageException if a quote does not end
   */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean between = quote == 0 && (c == ' ' || c == '\t' || c == '\r');
      if (between && word != null) {
        words.add(word.toString());
        word = null;
      } else if (!between) {
        word = word == null ? new StringBuilder() : word;
        if (c == quote) {
          quote = 0;
        } else if (quote == 0 && (c == '\'' || c == '"')) {
          quote = c;
        } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
          word.append(line.charAt(++i));
        } else {
          word.append(c);
        }
      }
    }
    if (quote != 0) {
      throw new UsageException("unterminated quote in shebang line");
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  /** A word that a shell takes as it is. */
  static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
