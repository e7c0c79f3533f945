package dev.firn.base.activity;

/** A detail of an activity or of a result. */
public sealed interface Field {
  /** A number, unsigned as in Nix's protocols. */
  record Number(long value) implements Field {}

  /** A text of bytes, one {@code char} a byte. */
  record Text(String value) implements Field {}

  /** A number. */
  static Field of(long value) {
    return new Number(value);
  }

  /** A text. */
  static Field of(String value) {
    return new Text(value);
  }
}
