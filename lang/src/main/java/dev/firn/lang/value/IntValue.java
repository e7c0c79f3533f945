package dev.firn.lang.value;

/** An integer of 64 bits. */
public final class IntValue extends Value {
  private static final int LOWEST = -128;
  private static final IntValue[] SMALL = new IntValue[1152];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new IntValue(LOWEST + i);
    }
  }

  private final long value;

  private IntValue(long value) {
    this.value = value;
  }

  /** The value of an integer. */
  public static IntValue of(long value) {
    long index = value - LOWEST;
    return index >= 0 && index < SMALL.length ? SMALL[(int) index] : new IntValue(value);
  }

  /** The integer. */
  public long value() {
    return value;
  }

  @Override
  public String typeName() {
    return "int";
  }

  @Override
  public String describe() {
    return "an integer";
  }
}
