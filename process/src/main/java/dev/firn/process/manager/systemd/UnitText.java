package dev.firn.process.manager.systemd;

import dev.firn.base.text.Latin1;
import dev.firn.deploy.component.ModelException;
import dev.firn.process.description.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Text for unit files (systemd.syntax(7), systemd.service(5)): a percent sign begins a specifier in nearly all settings, a dollar sign a
 * variable in command lines; words are quoted, and escaped as in C.
 */
final class UnitText {
  private static final String PLAIN = "/._-+,:=@";
  private static final String HEX = "0123456789abcdef";

  private UnitText() {}

  /** One word of a list: bytes, none of them zero. */
  static String word(String bytes) {
    boolean plain = !bytes.isEmpty();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      plain &= isPlain(c);
      append(text, c);
    }
    return plain ? bytes : "\"" + text + "\"";
  }

  private static void append(StringBuilder text, char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (c == '%') {
      text.append("%%");
    } else if (c < ' ' || c >= 0x7f) {
      text.append("\\x").append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
    } else {
      text.append(c);
    }
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }

  /** A command line; no variable in it is expanded. */
  static String command(Command command) {
    List<String> words = new ArrayList<>(List.of(word(command.program())));
    command.arguments().forEach(argument -> words.add(word(argument).replace("$", "$$")));
    return String.join(" ", words);
  }

  /** A command line that runs a script of the shell, with more arguments. */
  static String script(String script, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("-c", script));
    words.addAll(arguments);
    return command(new Command("/bin/sh", words));
  }

  /**
   * The value of a setting that is not cut into words, such as a path.
   *
   * @throws ModelException if systemd would read another one: blanks at the ends are lost, a backslash at the end joins the next line
   */
  static String value(String text) {
    if (!text.equals(text.strip()) || text.endsWith("\\") || !isReadable(text, "")) {
      throw new ModelException("systemd cannot read '" + text + "' in a unit");
    }
    return text.replace("%", "%%");
  }

  /** Text for people; what systemd could not read is changed. */
  static String description(String text) {
    String line =
        text.replaceAll("[\\x00-\\x1f\\x7f]", " ").replaceFirst("[\\s\\\\]+$", "").strip();
    return value(Latin1.isUnicode(line) ? line : line.replaceAll("[^ -~]", "?"));
  }

  /**
   * A variable and its value as a word.
   *
   * @throws ModelException if systemd would leave it out
   */
  static String variable(String name, String value) {
    if (!isReadable(value, "\t\n")) {
      throw new ModelException(
          "systemd gives a process no variable with control characters or other bytes than UTF-8: "
              + name);
    }
    return word(name + "=" + value);
  }

  private static boolean isReadable(String text, String controls) {
    return Latin1.isUnicode(text)
        && text.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || controls.indexOf(c) >= 0);
  }

  /** A time. */
  static String time(Duration time) {
    return time.toMillis() + "ms";
  }
}
