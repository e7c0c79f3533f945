package dev.firn.lang.builtins;

import static dev.firn.lang.builtins.Language.eval;
import static dev.firn.lang.builtins.Language.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ArithmeticBuiltinsTest {
  private static final long[] EDGES = {
    0, 1, -1, 2, -2, 3, 1L << 31, 1L << 32, -(1L << 32), Long.MAX_VALUE, Long.MIN_VALUE, 3037000500L
  };

  private static String literal(long value) {
    return value == Long.MIN_VALUE ? "(-9223372036854775807 - 1)" : "(" + value + ")";
  }

  private static void check(
      String builtin, String verb, char operator, long a, long b, BigInteger exact) {
    String expression = "builtins." + builtin + " " + literal(a) + " " + literal(b);
    if (exact.bitLength() < Long.SIZE) {
      assertEquals(exact.toString(), eval(expression), expression);
    } else {
      String message = "integer overflow in " + verb + " " + a + " " + operator + " " + b;
      assertEquals(message, failure(expression));
    }
  }

  private static void checkAll(long a, long b) {
    BigInteger x = BigInteger.valueOf(a);
    BigInteger y = BigInteger.valueOf(b);
    check("add", "adding", '+', a, b, x.add(y));
    check("sub", "subtracting", '-', a, b, x.subtract(y));
    check("mul", "multiplying", '*', a, b, x.multiply(y));
    if (b != 0) {
      check("div", "dividing", '/', a, b, x.divide(y));
    }
  }

  @Test
  void integersAreExactOrOverflow() {
    for (long a : EDGES) {
      for (long b : EDGES) {
        checkAll(a, b);
      }
    }
    SplittableRandom random = new SplittableRandom(36);
    for (int i = 0; i < 200; i++) {
      checkAll(random.nextLong() >> random.nextInt(64), random.nextLong() >> random.nextInt(64));
    }
  }

  @Test
  void oneRealMakesTheResultReal() {
    assertEquals(
        "[ 3.5 -0.5 3 0.75 ]",
        eval("with builtins; [ (add 1.5 2) (sub 1.5 2) (mul 1.5 2) (div 1.5 2) ]"));
  }

  @Test
  void divisionByZeroFails() {
    assertEquals("division by zero", failure("1 / 0"));
    assertEquals("division by zero", failure("1 / 0.0"));
  }

  @Test
  void bitsAreThoseOfTwosComplement() {
    assertEquals(
        "[ 8 14 6 -4 ]",
        eval("with builtins; [ (bitAnd 12 10) (bitOr 12 10) (bitXor 12 10) (bitAnd (-1) (-4)) ]"));
  }

  @Test
  void roundingGoesToIntegers() {
    assertEquals(
        "[ 2 1 -1 -2 5 ]",
        eval("with builtins; [ (ceil 1.5) (floor 1.5) (ceil (-1.5)) (floor (-1.5)) (ceil 5) ]"));
    assertTrue(
        failure("builtins.ceil 1.0e300")
            .startsWith("NixFloat argument 1e+300 is not in the range"));
    assertTrue(
        failure("builtins.floor 9007199254740993").contains("was rounded to 9007199254740992"));
    assertTrue(failure("builtins.ceil 9223372036854775807").contains("caused undefined behavior"));
  }

  @Test
  void valuesOfDifferentTypesHaveNoOrder() {
    assertEquals(
        "[ true false true true ]",
        eval("[ (1 < 1.5) (\"b\" < \"a\") ([ 1 2 ] < [ 1 3 ]) (/a < /b) ]"));
    assertEquals(
        "cannot compare an integer with a string; values are 1 and \"a\"", failure("1 < \"a\""));
    assertEquals(
        "cannot compare null with null; values of that type are incomparable (values are null and"
            + " null)",
        failure("builtins.lessThan null null"));
  }
}
