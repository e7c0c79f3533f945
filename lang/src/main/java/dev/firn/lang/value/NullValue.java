package dev.firn.lang.value;

/** Null. */
public final class NullValue extends Value {
  /** The only one. */
  public static final NullValue INSTANCE = new NullValue();

  private NullValue() {}

  @Override
  public String typeName() {
    return "null";
  }

  @Override
  public String describe() {
    return "null";
  }
}
