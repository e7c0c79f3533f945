package dev.firn.app.settings;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables that a command sees. Names and values are bytes, one {@code char} a byte. */
@FunctionalInterface
public interface Environment {
  /** The value of a variable, or null if it is not set. */
  @Nullable String get(String name);

  /** The variables of a map. */
  static Environment of(Map<String, String> variables) {
    return variables::get;
  }

  /** The value of a variable, or null if it is not set or empty. */
  default @Nullable String nonEmpty(String name) {
    String value = get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** The user's home directory; {@code /} if the environment names none. */
  default String home() {
    String home = nonEmpty("HOME");
    return home == null ? "/" : home;
  }
}
