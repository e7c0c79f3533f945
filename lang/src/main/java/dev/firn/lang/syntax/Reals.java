package dev.firn.lang.syntax;

/** Floating-point numbers as C and C++ print them. */
public final class Reals {
  private static final int SIGNIFICANT = 6;
  private static final int DECIMALS = 6;

  private Reals() {}

  /** A number as {@code printf("%g")} prints it: six significant digits, no zeros at the end. */
  public static String general(double value) {
    StringBuilder out = signed(value);
    if (!Double.isFinite(value)) {
      return out.append(Double.isNaN(value) ? "nan" : "inf").toString();
    }
    if (value == 0) {
      return out.append('0').toString();
    }
    Digits digits = Digits.significant(Math.abs(value), SIGNIFICANT);
    if (digits.exponent() >= -4 && digits.exponent() < SIGNIFICANT) {
      digits.appendPlain(out, 0);
    } else {
      digits.appendScientific(out);
    }
    return out.toString();
  }

  /** A number as {@code printf("%f")} prints it: six decimals. */
  public static String fixed(double value) {
    if (!Double.isFinite(value)) {
      return general(value);
    }
    StringBuilder out = signed(value);
    Digits.sixDecimals(Math.abs(value)).appendPlain(out, DECIMALS);
    return out.toString();
  }

  private static StringBuilder signed(double value) {
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    return new StringBuilder().append(negative ? "-" : "");
  }
}
