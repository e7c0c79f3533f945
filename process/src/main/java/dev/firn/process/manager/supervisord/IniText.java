package dev.firn.process.manager.supervisord;

import java.util.Map;
import java.util.SortedMap;

/**
 * Text for supervisord's configuration. In a value it expands {@code %(name)s} and writes {@code %%} for a percent sign; a semicolon or hash
 * after a blank begins a comment, even in quotes. Command lines are cut by the rules of POSIX shells, lists of variables by others: there
 * quotes cannot be escaped.
 */
final class IniText {
  /** Stands for the directory of the file, and is replaced before all else, also where the percent sign is written twice. */
  static final String HERE = "%(here)s";

  private IniText() {}

  /** Whether a command line can stand there: printable ASCII in one line. */
  static boolean isLine(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f) && !text.contains(HERE);
  }

  /** Whether the value of a variable can stand there. */
  static boolean isVariable(String value) {
    return isLine(value)
        && (value.indexOf('"') < 0 || value.indexOf('\'') < 0)
        && value.equals(strip(value))
        && !value.contains(" ;")
        && !value.contains(" #");
  }

  /** The quotes that are taken away at both ends are more than those that were put there. */
  private static String strip(String value) {
    boolean quoted =
        value.startsWith("\"")
            || value.startsWith("'")
            || value.endsWith("\"")
            || value.endsWith("'");
    return quoted ? "" : value;
  }

  /** A command line with words quoted for shells, as a value. Quotes that end and begin keep blanks from beginning a comment. */
  static String command(String line) {
    return value(line.replace(" ;", " '';").replace(" #", " ''#"));
  }

  /** Whether a path can stand there: one line in which no comment begins. */
  static boolean isPath(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c != 0x7f)
        && !text.contains(" ;")
        && !text.contains(" #");
  }

  /** Any line as a value. */
  static String value(String line) {
    return line.replace("%", "%%");
  }

  /** Variables, all with values that can stand there. */
  static String environment(SortedMap<String, String> variables) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> one : variables.entrySet()) {
      String quote = one.getValue().indexOf('"') < 0 ? "\"" : "'";
      text.append(text.isEmpty() ? "" : ",").append(one.getKey()).append('=');
      text.append(quote).append(value(one.getValue())).append(quote);
    }
    return text.toString();
  }
}
