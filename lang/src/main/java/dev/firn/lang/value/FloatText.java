package dev.firn.lang.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers as text, as C's {@code printf} writes them. */
public final class FloatText {
  private FloatText() {}

  /** With six significant digits, {@code %g}: {@code 1.5}, {@code 1e+20}. */
  public static String general(double value) {
    if (Double.isNaN(value)) {
      return Double.doubleToRawLongBits(value) < 0 ? "-nan" : "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal short_ = rounded.stripTrailingZeros();
    if (exponent >= -4 && exponent < 6) {
      return short_.toPlainString();
    }
    String digits = short_.unscaledValue().abs().toString();
    String sign = value < 0 ? "-" : "";
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String power = Integer.toString(Math.abs(exponent));
    return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (power.length() < 2 ? "0" : "") + power;
  }

  /** With six decimals, {@code %f}: {@code 1.500000}. */
  public static String fixed(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return general(value);
    }
    String text = new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    return value == 0 && 1 / value < 0 || value < 0 && !text.startsWith("-") ? "-" + text : text;
  }
}
