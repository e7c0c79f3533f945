package dev.firn.lang.value;

/** A Boolean: one of two objects. */
public final class BoolValue extends Value {
  /** True. */
  public static final BoolValue TRUE = new BoolValue();

  /** False. */
  public static final BoolValue FALSE = new BoolValue();

  private BoolValue() {}

  /** The value of a Boolean. */
  public static BoolValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** The Boolean. */
  public boolean value() {
    return this == TRUE;
  }

  @Override
  public String typeName() {
    return "bool";
  }

  @Override
  public String describe() {
    return "a Boolean";
  }
}
