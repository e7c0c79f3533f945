package dev.firn.lang.syntax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers as C++ streams print them by default. */
public final class Reals {
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  private Reals() {}

  /** A number as {@code printf("%g")} prints it: six significant digits, no zeros at the end. */
  public static String general(double value) {
    if (Double.isNaN(value)) {
      return Double.doubleToRawLongBits(value) < 0 ? "-nan" : "nan";
    }
    if (Double.isInfinite(value)) {
      return value < 0 ? "-inf" : "inf";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (value == 0) {
      return sign + "0";
    }
    return sign + positive(new BigDecimal(Math.abs(value)).round(SIX_DIGITS).stripTrailingZeros());
  }

  /** A number as {@code printf("%f")} prints it: six decimals. */
  public static String fixed(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return general(value);
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    return sign
        + new BigDecimal(Math.abs(value)).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String positive(BigDecimal rounded) {
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String sign = exponent < 0 ? "-" : "+";
    int size = Math.abs(exponent);
    return digits.charAt(0) + fraction + "e" + sign + (size < 10 ? "0" : "") + size;
  }
}
