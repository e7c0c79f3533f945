package dev.firn.lang.flake;

import dev.firn.base.json.JsonWriter;

/** The value of an attribute of a flake reference. */
public sealed interface InputAttribute {
  /** The value in the query of a URL. */
  String query();

  /** Writes the value as JSON. */
  void write(JsonWriter out);

  /** A string; bytes. */
  record Text(String value) implements InputAttribute {
    @Override
    public String query() {
      return value;
    }

    @Override
    public void write(JsonWriter out) {
      out.string(value);
    }
  }

  /** A number without a sign, of 64 bits. */
  record Number(long bits) implements InputAttribute {
    @Override
    public String query() {
      return Long.toUnsignedString(bits);
    }

    @Override
    public void write(JsonWriter out) {
      out.unsigned(bits);
    }
  }

  /** A truth value. */
  record Flag(boolean value) implements InputAttribute {
    @Override
    public String query() {
      return value ? "1" : "0";
    }

    @Override
    public void write(JsonWriter out) {
      out.bool(value);
    }
  }
}
