package dev.firn.conformance.rendered;

import java.util.List;
import java.util.SortedMap;

/** A file of Dysnomia's module for processes, with variables of a shell. */
final class DisnixReader implements Reader {
  @Override
  public Start read(Configuration files, SortedMap<String, String> facts) {
    Start start = new Start();
    String path = files.path("process/webapp", "process/webapp-1", "webapp", "webapp-1");
    facts.put("name", path.substring(path.lastIndexOf('/') + 1));
    for (String line : files.text(path).lines().toList()) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String value = String.join(" ", Words.shell(line.substring(equals + 1)));
      switch (line.substring(0, equals)) {
        case "process" -> start.command = List.of(value);
        case "pidFile" -> start.note("pidfile", value);
        default -> facts.put("setting " + line.substring(0, equals), value);
      }
    }
    return start;
  }
}
