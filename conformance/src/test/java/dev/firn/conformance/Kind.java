package dev.firn.conformance;

import java.util.Map;

/** What a generated expression evaluates to. */
sealed interface Kind {
  /** A value without parts. */
  enum Scalar implements Kind {
    INT,
    FLOAT,
    STRING,
    BOOL
  }

  /** A list whose elements are all of one kind. */
  record ListOf(Kind element) implements Kind {}

  /** A set with just these attributes. */
  record SetOf(Map<String, Kind> attributes) implements Kind {}

  /** What a name stands for that must not be used: its value would need itself. */
  record Unusable() implements Kind {}
}
