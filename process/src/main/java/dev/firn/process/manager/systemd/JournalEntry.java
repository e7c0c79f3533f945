package dev.firn.process.manager.systemd;

import dev.firn.base.json.Json;
import dev.firn.base.json.JsonParseException;
import dev.firn.deploy.driver.LogLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** An entry of the journal, as journalctl writes it in JSON: a message that is no UTF-8 is a list of bytes. */
final class JournalEntry {
  private JournalEntry() {}

  /** The line that it is; null if it holds none. */
  static @Nullable LogLine line(String json) {
    try {
      if (Json.parse(json) instanceof Json.Obj entry) {
        String text = text(entry.get("MESSAGE"));
        return text == null ? null : new LogLine(time(entry.get("__REALTIME_TIMESTAMP")), text);
      }
    } catch (JsonParseException cut) {
      return null; // the last line of a journalctl that was killed
    }
    return null;
  }

  private static @Nullable String text(@Nullable Json message) {
    if (message instanceof Json.Str text) {
      return text.value();
    }
    if (message instanceof Json.Array bytes) {
      StringBuilder text = new StringBuilder();
      for (Json one : bytes.members()) {
        text.append(one instanceof Json.Int number ? (char) (number.value() & 255) : '?');
      }
      return text.toString();
    }
    return null;
  }

  /** Microseconds, in a string. */
  private static @Nullable Instant time(@Nullable Json stamp) {
    try {
      return stamp instanceof Json.Str text
          ? Instant.EPOCH.plus(Long.parseLong(text.value()), ChronoUnit.MICROS)
          : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
