package dev.firn.conformance.rendered;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** A unit. What systemd would replace in it is in braces. */
final class SystemdReader implements Reader {
  @Override
  public Start read(Configuration files, SortedMap<String, String> facts) {
    Start start = new Start();
    String path = files.path(".service");
    facts.put("name", name(path.substring(path.lastIndexOf('/') + 1)));
    String section = "";
    for (String line : files.text(path).lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
      } else if (equals > 0) {
        setting(section, line.substring(0, equals), line.substring(equals + 1), start, facts);
      }
    }
    return start;
  }

  private static String name(String unit) {
    return unit.replaceAll("^(nix-process|firn)-|\\.service$", "");
  }

  private static void setting(
      String section, String name, String value, Start start, SortedMap<String, String> facts) {
    switch (name) {
      case "ExecStart" -> start.command = command(value);
      case "ExecStartPre" -> start.before.add(command(value.replaceFirst("^\\+", "")));
      case "Environment" -> variables(value, start);
      case "WorkingDirectory" -> start.directory = value.replaceFirst("^-", "");
      case "UMask" -> start.umask = value;
      case "Nice" -> start.note("nice", value);
      case "User" -> start.note("user", value);
      case "PIDFile" -> start.note("pidfile", value);
      case "Description" -> facts.put("description", value);
      case "Wants", "After" ->
          facts.put(
              name.equals("Wants") ? "wants" : "after",
              String.join(
                  " ",
                  new TreeSet<>(Words.shell(value)).stream().map(SystemdReader::name).toList()));
      case "Type" -> facts.put("setting Service.Type", value);
      default -> facts.put("setting " + section + "." + name, value);
    }
  }

  /** A line that systemd cannot read it leaves out. */
  private static void variables(String line, Start start) {
    try {
      Words.systemd(line).forEach(word -> variable(word, start));
    } catch (Unreadable _) {
      return;
    }
  }

  private static void variable(String word, Start start) {
    int equals = word.indexOf('=');
    if (equals > 0) {
      start.environment.put(word.substring(0, equals), specifiers(word.substring(equals + 1)));
    }
  }

  private static List<String> command(String line) {
    List<String> words = new ArrayList<>();
    Words.systemd(line)
        .forEach(word ->
            words.add(
                specifiers(word)
                    .replace("$$", "\0")
                    .replaceAll("\\$(\\{?[A-Z]+}?)", "{\\$$1}")
                    .replace("\0", "$")));
    return words;
  }

  private static String specifiers(String text) {
    return text.replace("%%", "\0").replaceAll("%(.)", "{%$1}").replace("\0", "%");
  }
}
