package dev.firn.conformance.rendered;

import java.util.ArrayList;
import java.util.List;

/** Cuts command lines into words. */
final class Words {
  private Words() {}

  /** What a backslash and what follows it stand for. */
  private interface Escape {
    /**
     * Reads one.
     *
     * @param at where the backslash is; something follows it
     * @param quote the quote that is open, or 0
     * @param word gets what it stands for
     * @return the last place that belongs to it
     */
    int read(String line, int at, char quote, StringBuilder word);
  }

  /** As a POSIX shell does, without expanding anything: Python's {@code shlex.split} and Cygwin do the same. */
  static List<String> shell(String line) {
    return split(line, " \t\n", Words::shellEscape);
  }

  /** As systemd does (systemd.syntax(7)), with escapes of C; specifiers are left. */
  static List<String> systemd(String line) {
    return split(line, " \t", Words::systemdEscape);
  }

  private static List<String> split(String line, String blanks, Escape escape) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && blanks.indexOf(c) >= 0) {
        if (word != null) {
          words.add(word.toString());
        }
        word = null;
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == '\\' && i + 1 < line.length()) {
        i = escape.read(line, i, quote, word);
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new Unreadable("a quote that does not end: " + line);
    }
    if (word != null) {
      words.add(word.toString());
    }
    return words;
  }

  private static int shellEscape(String line, int at, char quote, StringBuilder word) {
    if (quote == '\'') {
      word.append('\\');
      return at;
    }
    char next = line.charAt(at + 1);
    word.append(quote == '"' && next != '"' && next != '\\' ? "\\" : "").append(next);
    return at + 1;
  }

  private static int systemdEscape(String line, int at, char quote, StringBuilder word) {
    int i = at + 1;
    char c = line.charAt(i);
    int plain = "abfnrstv\\\"'".indexOf(c);
    if (plain >= 0) {
      word.append("\007\b\f\n\r \t\013\\\"'".charAt(plain));
      return i;
    }
    if (c == 'x' && i + 2 < line.length()) {
      word.append((char) Integer.parseInt(line.substring(i + 1, i + 3), 16));
      return i + 2;
    }
    word.append('\\').append(c); // one that systemd does not know stays
    return i;
  }
}
