package dev.firn.process.manager.s6rc;

import dev.firn.deploy.driver.LogLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lines of {@code s6-log} with its directive {@code T}: {@code 2026-01-31 12:00:00.123456789  TEXT}, in local time. */
final class S6Log {
  private static final int TIME = "2026-01-31 12:00:00.123456789".length();

  private S6Log() {}

  /** What a line says. One without a time is text. */
  static LogLine line(String line) {
    if (line.length() >= TIME + 2 && line.startsWith("  ", TIME)) {
      try {
        LocalDateTime at = LocalDateTime.parse(line.substring(0, TIME).replace(' ', 'T'));
        Instant instant = at.atZone(ZoneId.systemDefault()).toInstant();
        return new LogLine(instant, line.substring(TIME + 2));
      } catch (DateTimeException _) {
        return new LogLine(null, line);
      }
    }
    return new LogLine(null, line);
  }

  /** Passes a line on, unless it is older. */
  static void since(@Nullable Instant since, LogLine line, Consumer<LogLine> lines) {
    Instant at = line.at();
    if (since == null || at == null || !at.isBefore(since)) {
      lines.accept(line);
    }
  }
}
