package dev.firn.lang.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RealsTest {
  private static void assertPrinted(String general, String fixed, double value) {
    assertEquals(general, Reals.general(value));
    assertEquals(fixed, Reals.fixed(value));
    if (value > 0) {
      assertEquals("-" + general, Reals.general(-value));
      assertEquals("-" + fixed, Reals.fixed(-value));
    }
  }

  @Test
  void examples() {
    assertPrinted("0", "0.000000", 0.0);
    assertPrinted("-0", "-0.000000", -0.0);
    assertPrinted("1", "1.000000", 1);
    assertPrinted("0.1", "0.100000", 0.1);
    assertPrinted("123457", "123456.700000", 123456.7);
    assertPrinted("1.23457e+06", "1234567.000000", 1234567);
    assertPrinted("100000", "100000.000000", 100000);
    assertPrinted("1e+06", "999999.900000", 999999.9);
    assertPrinted("0.0001", "0.000100", 0.0001);
    assertPrinted("1e-05", "0.000010", 0.00001);
    assertPrinted("4.94066e-324", "0.000000", Double.MIN_VALUE);
    assertPrinted("1e-07", "0.000000", 1e-7);
    assertPrinted("9.5e-07", "0.000001", 9.5e-7);
    assertPrinted("1e+23", "99999999999999991611392.000000", 1e23);
    assertPrinted("1.5e+100", new BigDecimal(1.5e100).toPlainString() + ".000000", 1.5e100);
    assertPrinted("inf", "inf", Double.POSITIVE_INFINITY);
    assertEquals("nan", Reals.general(Double.NaN));
  }

  @Test
  void tiesAreDecidedByTheExactNumber() {
    assertEquals("0.5", Reals.general(0.5));
    assertEquals("1e+06", Reals.general(1000000.5));
    assertEquals("262142", Reals.general(262142.5));
    assertEquals("262144", Reals.general(262143.5));
    assertEquals("1.23456", Reals.general(1.234565)); // the number is a little less
    assertEquals("0.000000", Reals.fixed(0.0000005)); // as well
    assertEquals("0.000002", Reals.fixed(0.0000015)); // a little more
    assertEquals("0.015625", Reals.fixed(0.015625));
    assertEquals("0.007812", Reals.fixed(0.0078125));
    assertEquals("0.023438", Reals.fixed(0.0234375));
  }

  @Test
  void roundingIsExact() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      double value =
          switch (i % 3) {
            case 0 -> Math.abs(Double.longBitsToDouble(random.nextLong()));
            case 1 -> random.nextLong(100_000_000_000L) / Math.pow(10, random.nextInt(16));
            default -> random.nextInt(1 << 20) / (double) (1 << random.nextInt(25));
          };
      if (Double.isFinite(value)) {
        BigDecimal exact = new BigDecimal(value);
        assertEquals(exact.setScale(6, RoundingMode.HALF_EVEN).toPlainString(), Reals.fixed(value));
        BigDecimal six = exact.round(new MathContext(6, RoundingMode.HALF_EVEN));
        assertEquals(0, six.compareTo(new BigDecimal(Reals.general(value))), "general " + value);
      }
    }
  }
}
