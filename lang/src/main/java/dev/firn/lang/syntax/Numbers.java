package dev.firn.lang.syntax;

import java.math.BigDecimal;

/** The values of number literals. */
final class Numbers {
  private Numbers() {}

  /** Whether decimal digits make a number that 64 signed bits hold. */
  static boolean fitsInt(byte[] text, int begin, int end) {
    int first = begin;
    while (first < end - 1 && text[first] == '0') {
      first++;
    }
    int digits = end - first;
    return digits < 19 || (digits == 19 && intOf(text, first, end) >= 0);
  }

  /** The number that decimal digits make, which must fit. Nineteen digits that do not fit give a negative number. */
  static long intOf(byte[] text, int begin, int end) {
    long value = 0;
    for (int i = begin; i < end; i++) {
      value = 10 * value + (text[i] - '0');
    }
    return value;
  }

  /**
   * Whether C's {@code strtod} would say that a literal is out of range: it is infinite, or it is so small that it loses digits.
   *
   * @param literal digits, point, exponent
   * @param value the double nearest to it
   */
  static boolean outOfRange(String literal, double value) {
    if (value >= Double.MIN_NORMAL) {
      return Double.isInfinite(value);
    }
    if (value == 0) {
      return !hasZeroMantissa(literal);
    }
    return new BigDecimal(literal).compareTo(new BigDecimal(value)) != 0;
  }

  private static boolean hasZeroMantissa(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == 'e' || c == 'E') {
        return true;
      }
      if (c >= '1' && c <= '9') {
        return false;
      }
    }
    return true;
  }
}
