package dev.firn.conformance.rendered;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script for {@code rc.subr}. */
final class BsdRcReader implements Reader {
  private static final Pattern COMMENT = Pattern.compile("(?m)^# ([A-Z]+): (.+)$");

  @Override
  public Start read(Configuration files, SortedMap<String, String> facts) {
    String path = files.path("webapp", "webapp-1");
    Matcher comments = COMMENT.matcher(files.text(path));
    while (comments.find()) {
      String names = String.join(" ", new TreeSet<>(Words.shell(comments.group(2))));
      facts.put(
          switch (comments.group(1)) {
            case "PROVIDE" -> "name";
            case "REQUIRE" -> "after";
            default -> "setting " + comments.group(1);
          },
          names);
    }
    Start start = new Start();
    start.command = List.of("/bin/sh", files.at(path).toString(), "onestart");
    return start;
  }
}
