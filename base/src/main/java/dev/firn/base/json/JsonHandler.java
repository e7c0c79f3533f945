package dev.firn.base.json;

/**
 * Takes the parts of a JSON text in their order. Each value is one call, or a pair of start and end with the members
 * between; in an object each member is a key and then a value.
 */
public interface JsonHandler {
  /** The value null. */
  void nullValue();

  /** True or false. */
  void bool(boolean value);

  /** An integer that fits 64 bits with a sign. */
  void integer(long value);

  /** An integer above {@link Long#MAX_VALUE} that fits 64 bits without a sign. */
  void unsigned(long bits);

  /** A number with a fraction or an exponent, or an integer beyond 64 bits. */
  void number(double value);

  /** A string: bytes that hold UTF-8. */
  void string(String value);

  /** The start of an array. */
  void startArray();

  /** The end of the innermost array. */
  void endArray();

  /** The start of an object. */
  void startObject();

  /** The name of the next member: bytes that hold UTF-8. The same name may come more than once. */
  void key(String name);

  /** The end of the innermost object. */
  void endObject();
}
