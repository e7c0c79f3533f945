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
    return new Environment() {
      @Override
      public @Nullable String get(String name) {
        return variables.get(name);
      }

      @Override
      public Map<String, String> all() {
        return variables;
      }
    };
  }

  /** All variables; null if they cannot be listed. */
  default @Nullable Map<String, String> all() {
    return null;
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
