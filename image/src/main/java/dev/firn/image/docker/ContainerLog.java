package dev.firn.image.docker;

import dev.firn.deploy.driver.LogLine;
import dev.firn.deploy.driver.LogQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lines of {@code docker logs --timestamps}: the time, a blank, the text. */
final class ContainerLog {
  private ContainerLog() {}

  /** The options for a query. */
  static List<String> options(LogQuery query) {
    List<String> options = new ArrayList<>();
    if (query.since() != null) {
      options.addAll(List.of("--since", query.since().toString()));
    }
    if (query.tail() >= 0) {
      options.addAll(List.of("--tail", Integer.toString(query.tail())));
    }
    if (query.follow()) {
      options.add("--follow");
    }
    return options;
  }

  /** What a line says. */
  static LogLine line(String line) {
    int blank = line.indexOf(' ');
    if (blank < 0) {
      return new LogLine(null, line);
    }
    try {
      return new LogLine(Instant.parse(line.substring(0, blank)), line.substring(blank + 1));
    } catch (DateTimeException _) {
      return new LogLine(null, line);
    }
  }
}
