package dev.firn.lang.syntax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal digits of a positive number, rounded as the exact number is, ties to even.
 *
 * <p>Rounding the few digits that {@link Double#toString} gives has the same result, but for ties: they are the shortest that
 * are nearer to the number than to any other, so no tie lies between them and the number, if numbers lie near to each other. That
 * is much faster the first time, when {@link BigDecimal} costs ten milliseconds.
 *
 * @param digits without zeros at the beginning and at the end; none for zero
 * @param exponent the power of ten of the first digit
 */
record Digits(String digits, int exponent) {
  Digits {
    exponent = digits.isEmpty() ? 0 : exponent;
  }

  private static final String TIE = "5";

  /** Below this numbers lie so near to each other that {@link Double#toString} tells more than six decimals if need be. */
  private static final double MAX_DECIMALS = 1e8;

  /** Above this it tells more than six digits if need be; the smallest numbers have only one or two. */
  private static final double MIN_SIGNIFICANT = 1e-300;

  /** The number with a number of digits at most. */
  static Digits significant(double value, int count) {
    Digits shortest = shortest(value);
    return value < MIN_SIGNIFICANT || shortest.isTie(count)
        ? of(new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN)))
        : shortest.rounded(count);
  }

  /** The number with at most six decimals. */
  static Digits sixDecimals(double value) {
    Digits shortest = shortest(value);
    int count = shortest.exponent + 7;
    return value >= MAX_DECIMALS || shortest.isTie(count)
        ? of(new BigDecimal(value).setScale(6, RoundingMode.HALF_EVEN))
        : shortest.rounded(count);
  }

  private static Digits of(BigDecimal rounded) {
    String digits = rounded.unscaledValue().toString();
    return new Digits(withoutZeros(digits), digits.length() - rounded.scale() - 1);
  }

  private static Digits shortest(double value) {
    String text = Double.toString(value);
    int e = text.indexOf('E');
    int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
    String mantissa = e < 0 ? text : text.substring(0, e);
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point).concat(mantissa.substring(point + 1));
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return new Digits(withoutZeros(digits.substring(first)), exponent + point - 1 - first);
  }

  private static String withoutZeros(String digits) {
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }

  private boolean isTie(int count) {
    return count >= 0 && count < digits.length() && digits.substring(count).equals(TIE);
  }

  private Digits rounded(int count) {
    if (count >= digits.length()) {
      return this;
    }
    if (count < 0 || digits.charAt(count) < '5') {
      return new Digits(withoutZeros(digits.substring(0, Math.max(0, count))), exponent);
    }
    int last = count - 1;
    while (last >= 0 && digits.charAt(last) == '9') {
      last--;
    }
    if (last < 0) {
      return new Digits("1", exponent + 1);
    }
    StringBuilder up = new StringBuilder(digits.substring(0, last));
    return new Digits(up.append((char) (digits.charAt(last) + 1)).toString(), exponent);
  }

  /** Appends the number without exponent, with at least that many decimals. */
  void appendPlain(StringBuilder out, int decimals) {
    for (int power = Math.max(exponent, 0); power >= 0; power--) {
      out.append(digit(power));
    }
    int count = Math.max(decimals, digits.length() - exponent - 1);
    for (int power = -1; power >= -count; power--) {
      out.append(power == -1 ? "." : "").append(digit(power));
    }
  }

  private char digit(int power) {
    int index = exponent - power;
    return index >= 0 && index < digits.length() ? digits.charAt(index) : '0';
  }

  /** Appends the number as {@code 1.5e+10}. */
  void appendScientific(StringBuilder out) {
    out.append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    int size = Math.abs(exponent);
    out.append(exponent < 0 ? "e-" : "e+").append(size < 10 ? "0" : "").append(size);
  }
}
