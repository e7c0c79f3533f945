package dev.firn.base.json;

import java.math.BigInteger;

/**
 * Short decimal digits of floating-point numbers that read back as the same number.
 *
 * <p>This is the algorithm Grisu2 of Florian Loitsch, "Printing Floating-Point Numbers Quickly and Accurately with
 * Integers" (2010). It is used instead of the JDK's because about one number in a thousand comes out longer than need
 * be, and JSON texts end up in hashes: they must have exactly the digits that Nix writes.
 *
 * <p>Numbers are pairs of a 64-bit significand and a binary exponent. Multiplying by a cached power of ten brings the
 * exponent into [-60, -32], where the integral part fits 32 bits.
 */
final class Grisu2 {
  private static final int ALPHA = -60;
  private static final int MIN_POWER = -300;
  private static final int POWER_STEP = 8;

  /** Significands of 10^(-300 + 8 i), rounded to 64 bits, top bit set; computed when first needed (0 is none). */
  private static final long[] POWERS = new long[79];

  private final byte[] digits = new byte[18];
  private int length;
  private int exponent;

  /** Decimal digits and exponent of a positive, finite number: it is {@code 0.d1d2d3... * 10^(length + exponent)}. */
  Grisu2(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52);
    long fraction = bits & (1L << 52) - 1;
    long significand = biased == 0 ? fraction : fraction | 1L << 52;
    int binaryExponent = Math.max(biased, 1) - 1075;
    boolean lowerIsCloser = fraction == 0 && biased > 1;

    long upper = 2 * significand + 1;
    int shift = Long.numberOfLeadingZeros(upper);
    int scaled = binaryExponent - 1 - shift;
    long lower = lowerIsCloser ? 4 * significand - 1 : 2 * significand - 1;
    lower <<= shift - (lowerIsCloser ? 1 : 0);
    generate(significand << (shift + 1), lower, upper << shift, scaled);
  }

  /** The number of digits. */
  int length() {
    return length;
  }

  /** The digit at that index, as a char. */
  char digit(int index) {
    return (char) digits[index];
  }

  /** The exponent of ten of the last digit. */
  int exponent() {
    return exponent;
  }

  private void generate(long value, long lower, long upper, int scaled) {
    int wanted = ALPHA - scaled - 1;
    int power = wanted * 78913 / (1 << 18) + (wanted > 0 ? 1 : 0);
    int index = (-MIN_POWER + power + POWER_STEP - 1) / POWER_STEP;
    int decimal = MIN_POWER + index * POWER_STEP;
    long factor = significand(index, decimal);
    int product = scaled + binaryExponent(decimal) + 64;

    long high = multiply(upper, factor) - 1;
    long low = multiply(lower, factor) + 1;
    exponent = -decimal;
    digits(-product, high, high - low, high - multiply(value, factor));
  }

  /** The digits of {@code high / 2^shift}, until what is left is at most {@code delta}. */
  private void digits(int shift, long high, long delta, long distance) {
    int integral = (int) (high >>> shift);
    long mask = (1L << shift) - 1;
    long fraction = high & mask;
    int power = largestPowerOfTen(integral);
    for (; power > 0; power /= 10) {
      append(Integer.divideUnsigned(integral, power));
      integral = Integer.remainderUnsigned(integral, power);
      long rest = (Integer.toUnsignedLong(integral) << shift) + fraction;
      if (Long.compareUnsigned(rest, delta) <= 0) {
        exponent += digitsOf(power) - 1;
        round(distance, delta, rest, (long) power << shift);
        return;
      }
    }
    do {
      fraction *= 10;
      append((int) (fraction >>> shift));
      fraction &= mask;
      exponent--;
      delta *= 10;
      distance *= 10;
    } while (Long.compareUnsigned(fraction, delta) > 0);
    round(distance, delta, fraction, mask + 1);
  }

  private void append(int digit) {
    digits[length++] = (byte) ('0' + digit);
  }

  /** Lowers the last digit while that comes closer to the number. */
  private void round(long distance, long delta, long rest, long unit) {
    while (Long.compareUnsigned(rest, distance) < 0
        && Long.compareUnsigned(delta - rest, unit) >= 0
        && (Long.compareUnsigned(rest + unit, distance) < 0
            || Long.compareUnsigned(distance - rest, rest + unit - distance) > 0)) {
      digits[length - 1]--;
      rest += unit;
    }
  }

  private static int largestPowerOfTen(int value) {
    int power = 1_000_000_000;
    while (Integer.compareUnsigned(power, value) > 0) {
      power /= 10;
    }
    return power;
  }

  private static int digitsOf(int power) {
    int count = 1;
    for (int rest = power; rest >= 10; rest /= 10) {
      count++;
    }
    return count;
  }

  /** The upper half of the product, rounded. */
  private static long multiply(long x, long y) {
    return Math.unsignedMultiplyHigh(x, y) + ((x * y) >>> 63);
  }

  /** The exponent {@code e} so that {@code 10^decimal = f * 2^e} with the top bit of {@code f} set. */
  private static int binaryExponent(int decimal) {
    return Math.floorDiv(decimal * 217706, 1 << 16) - 63;
  }

  private static long significand(int index, int decimal) {
    if (POWERS[index] == 0) {
      POWERS[index] = computeSignificand(decimal);
    }
    return POWERS[index];
  }

  private static long computeSignificand(int decimal) {
    int binary = binaryExponent(decimal);
    BigInteger power = BigInteger.TEN.pow(Math.abs(decimal));
    BigInteger twice =
        decimal >= 0
            ? shiftLeft(power, 1 - binary)
            : BigInteger.ONE.shiftLeft(1 - binary).divide(power);
    return twice.add(BigInteger.ONE).shiftRight(1).longValue();
  }

  private static BigInteger shiftLeft(BigInteger value, int bits) {
    return bits >= 0 ? value.shiftLeft(bits) : value.shiftRight(-bits);
  }
}
