package dev.firn.conformance.rendered;

import java.util.SortedMap;

/** A section {@code [program:NAME]}. */
final class SupervisordReader implements Reader {
  @Override
  public Start read(Configuration files, SortedMap<String, String> facts) {
    Start start = new Start();
    String path = files.path(".conf");
    String here = files.at(path).getParent().toString();
    for (String line : files.text(path).lines().toList()) {
      int comment = line.indexOf(" ;");
      String text = (comment < 0 ? line : line.substring(0, comment)).strip();
      int equals = text.indexOf('=');
      if (text.startsWith("[")) {
        facts.put("name", text.replaceAll("[\\[\\]]|program:", ""));
      } else if (equals > 0) {
        setting(text.substring(0, equals), expand(text.substring(equals + 1), here), start, facts);
      }
    }
    return start;
  }

  private static void setting(
      String name, String value, Start start, SortedMap<String, String> facts) {
    switch (name) {
      case "command" -> start.command = Words.shell(value);
      case "environment" -> environment(value, start);
      case "user" -> start.note("user", value);
      case "umask" -> start.umask = value;
      case "directory" -> start.directory = value;
      default -> facts.put("setting " + name, value);
    }
  }

  private static String expand(String value, String here) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) != '%') {
        text.append(value.charAt(i));
      } else if (value.startsWith("%%", i)) {
        text.append('%');
        i++;
      } else if (value.startsWith("%(here)s", i)) {
        text.append(here);
        i += "%(here)s".length() - 1;
      } else {
        throw new Unreadable("a percent sign that begins nothing that supervisord knows");
      }
    }
    return text.toString();
  }

  /** {@code NAME="VALUE",...}; a value ends at the quote it began with. */
  private static void environment(String list, Start start) {
    for (int i = 0; i < list.length(); ) {
      int equals = list.indexOf('=', i);
      if (equals < 0 || equals + 1 >= list.length()) {
        throw new Unreadable("a variable without a value");
      }
      char quote = list.charAt(equals + 1);
      int end = list.indexOf(quote, equals + 2);
      if ((quote != '"' && quote != '\'') || end < 0) {
        throw new Unreadable("a variable without quotes");
      }
      start.environment.put(list.substring(i, equals), list.substring(equals + 2, end));
      if (end + 1 < list.length() && list.charAt(end + 1) != ',') {
        throw new Unreadable("quotes in the value of a variable");
      }
      i = end + 2;
    }
  }
}
