package dev.firn.conformance.rendered;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An init script with the comments of LSB. */
final class SysvinitReader implements Reader {
  private static final Pattern COMMENT = Pattern.compile("(?m)^# ([A-Z][A-Za-z-]+): +(.+)$");

  @Override
  public Start read(Configuration files, SortedMap<String, String> facts) {
    String path = files.path("init.d/webapp", "init.d/webapp-1", "firn-webapp", "firn-webapp-1");
    Matcher comments = COMMENT.matcher(files.text(path));
    while (comments.find()) {
      comment(comments.group(1), comments.group(2).strip(), facts);
    }
    Start start = new Start();
    start.command = List.of(files.at(path).toString(), "start");
    return start;
  }

  private static void comment(String name, String value, SortedMap<String, String> facts) {
    switch (name) {
      case "Provides" -> facts.put("name", value.replaceFirst("^firn-", ""));
      case "Default-Start" -> facts.put("starts in levels", value);
      case "Default-Stop" -> facts.put("stops in levels", value);
      case "Description", "Short-Description" -> facts.put("description", value);
      case "Should-Start", "Required-Start" -> {
        TreeSet<String> names = new TreeSet<>(Words.shell(value));
        names.removeIf(each -> each.startsWith("$"));
        if (!names.isEmpty()) {
          facts.put("after", String.join(" ", names).replace("firn-", ""));
        }
      }
      default -> {
        // Those for stopping say the same.
      }
    }
  }
}
