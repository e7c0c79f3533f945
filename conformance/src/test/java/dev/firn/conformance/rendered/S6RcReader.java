package dev.firn.conformance.rendered;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder of definitions. Scripts are run by the real {@code execlineb}. */
final class S6RcReader implements Reader {
  private static final Pattern PID_FILE = Pattern.compile("\\S+\\.pid");

  @Override
  public Start read(Configuration files, SortedMap<String, String> facts) {
    String script = files.path("-srv/run", "/up");
    String folder = script.substring(0, script.lastIndexOf('/') + 1);
    for (String path : files.paths()) {
      if (path.startsWith(folder)) {
        definition(path.substring(folder.length()), files.text(path).strip(), facts);
      } else if (path.endsWith("-log/pipeline-name")) {
        facts.put("logger", files.text(path).strip());
      }
    }
    Start start = new Start();
    start.command = List.of("execlineb", "-P", files.at(script).toString());
    Matcher pidFile =
        script.endsWith("/up")
            ? PID_FILE.matcher(files.text(folder + "down"))
            : PID_FILE.matcher("");
    start.note("pidfile", pidFile.find() ? pidFile.group() : null);
    return start;
  }

  private static void definition(String name, String text, SortedMap<String, String> facts) {
    switch (name) {
      case "run", "up", "down", "pid-file" -> {
        // What they do is what is compared.
      }
      case "dependencies" ->
          facts.put(
              "after",
              String.join(" ", new TreeSet<>(Words.shell(text.replaceAll("(?m)-srv$", "")))));
      default -> facts.put("setting " + name, text);
    }
  }
}
