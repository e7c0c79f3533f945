package dev.firn.base.json;

/** Writes floating-point numbers as the JSON library of Nix does. */
public final class JsonNumbers {
  private static final int MIN_EXPONENT = -4;
  private static final int MAX_EXPONENT = 15;

  private JsonNumbers() {}

  /**
   * Appends a number: short digits that read back the same, always with a point or an exponent, in plain notation
   * from 0.0001 up to below 1e15; {@code null} if it is infinite or no number.
   */
  public static void append(StringBuilder target, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      target.append("null");
      return;
    }
    if (Double.doubleToRawLongBits(value) < 0) {
      target.append('-');
    }
    if (value == 0) {
      target.append("0.0");
    } else {
      append(target, new Grisu2(Math.abs(value)));
    }
  }

  private static void append(StringBuilder target, Grisu2 decimal) {
    int length = decimal.length();
    int point = length + decimal.exponent();
    if (point > MIN_EXPONENT && point <= 0) {
      target.append("0.").repeat('0', -point);
      digits(target, decimal, 0, length);
    } else if (point > 0 && point <= MAX_EXPONENT) {
      digits(target, decimal, 0, Math.min(point, length));
      target.repeat('0', Math.max(point - length, 0)).append('.');
      if (point < length) {
        digits(target, decimal, point, length);
      } else {
        target.append('0');
      }
    } else {
      scientific(target, decimal, point - 1);
    }
  }

  private static void scientific(StringBuilder target, Grisu2 decimal, int exponent) {
    target.append(decimal.digit(0));
    if (decimal.length() > 1) {
      target.append('.');
      digits(target, decimal, 1, decimal.length());
    }
    target.append('e').append(exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    if (magnitude < 10) {
      target.append('0');
    }
    target.append(magnitude);
  }

  private static void digits(StringBuilder target, Grisu2 decimal, int from, int to) {
    for (int i = from; i < to; i++) {
      target.append(decimal.digit(i));
    }
  }
}
