package dev.firn.process.manager.systemd;

import dev.firn.deploy.driver.Health;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the properties of a unit say of it. */
final class UnitState {
  private UnitState() {}

  /** How it is. */
  static Health health(Map<String, String> properties) {
    String active = properties.getOrDefault("ActiveState", "unknown");
    String sub = properties.getOrDefault("SubState", "unknown");
    long process = number(properties, "MainPID");
    return new Health(
        state(active, sub),
        process > 0 ? Long.valueOf(process) : null,
        time(properties.getOrDefault("StateChangeTimestamp", "")),
        properties.containsKey("NRestarts") ? (int) number(properties, "NRestarts") : -1,
        text(properties, active, sub));
  }

  private static Health.State state(String active, String sub) {
    return switch (active) {
      case "active", "reloading", "deactivating" ->
          sub.equals("exited") ? Health.State.STOPPED : Health.State.RUNNING;
      case "activating" ->
          sub.equals("auto-restart") ? Health.State.WAITING : Health.State.STARTING;
      case "failed" -> Health.State.FAILED;
      default -> Health.State.STOPPED;
    };
  }

  private static String text(Map<String, String> properties, String active, String sub) {
    String result = properties.getOrDefault("Result", "success");
    String text = active + ", " + sub;
    return result.equals("success")
        ? text
        : text + ", " + result + ", status " + properties.getOrDefault("ExecMainStatus", "?");
  }

  private static long number(Map<String, String> properties, String name) {
    try {
      return Long.parseLong(properties.getOrDefault(name, "0"));
    } catch (NumberFormatException none) {
      return 0; // such as for a unit that is not loaded
    }
  }

  /** A time such as {@code @1700000000}. */
  private static @Nullable Instant time(String text) {
    try {
      return text.startsWith("@")
          ? Instant.ofEpochSecond(Long.parseLong(text, 1, text.length(), 10))
          : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
