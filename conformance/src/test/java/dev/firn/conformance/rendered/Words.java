package dev.firn.conformance.rendered;

import java.util.ArrayList;
import java.util.List;

/** Cuts command lines into words. */
final class Words {
  private Words() {}

  /** As a POSIX shell does, without expanding anything: Python's {@code shlex.split} and Cygwin do the same. */
  static List<String> shell(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
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
      } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        char next = line.charAt(++i);
        word.append(quote == '"' && next != '"' && next != '\\' ? "\\" : "").append(next);
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

  /** As systemd does (systemd.syntax(7)), with escapes of C; specifiers are left. */
  static List<String> systemd(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && (c == ' ' || c == '\t')) {
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
        i = escape(line, i + 1, word);
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

  private static int escape(String line, int i, StringBuilder word) {
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
