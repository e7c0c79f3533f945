package dev.firn.lang.value;

/** A floating-point number of double precision. */
public final class FloatValue extends Value {
  private final double value;

  /** The value of a number. */
  public FloatValue(double value) {
    this.value = value;
  }

  /** The number. */
  public double value() {
    return value;
  }

  @Override
  public String typeName() {
    return "float";
  }

  @Override
  public String describe() {
    return "a float";
  }
}
