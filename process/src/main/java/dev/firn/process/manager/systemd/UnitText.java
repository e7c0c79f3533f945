package dev.firn.process.manager.systemd;

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

  /** The value of a setting that is not cut into words: one line, blanks at its ends lost. */
  static String value(String text) {
    return text.replace("%", "%%").replace('\n', ' ');
  }

  /** A time. */
  static String time(Duration time) {
    return time.toMillis() + "ms";
  }
}
