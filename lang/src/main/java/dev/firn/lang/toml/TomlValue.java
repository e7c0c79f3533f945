package dev.firn.lang.toml;

import java.util.List;
import java.util.Map;

/** A value of a TOML document. Strings and keys hold the bytes of UTF-8, one {@code char} a byte. */
public sealed interface TomlValue {
  /** A table; its keys in the order in which they were met first. */
  record Table(Map<String, TomlValue> entries) implements TomlValue {}

  /** An array, or an array of tables. */
  record Array(List<TomlValue> items) implements TomlValue {}

  /** A string; it may hold NUL. */
  record Text(String bytes) implements TomlValue {}

  /** An integer. */
  record Int(long value) implements TomlValue {}

  /** A floating-point number, infinity or NaN. */
  record Real(double value) implements TomlValue {}

  /** A truth value. */
  record Bool(boolean value) implements TomlValue {}

  /**
   * A date, a time or both.
   *
   * @param text RFC 3339's form, with {@code T} between date and time, and 0, 3, 6 or 9 digits after the seconds
   */
  record Moment(String text) implements TomlValue {}
}
