package dev.firn.process.model;

import java.time.Duration;
import java.util.List;

/** Amounts with units, as people write them. */
final class Amounts {
  private record Unit(String name, long size) {}

  private static final List<Unit> TIMES =
      List.of(
          new Unit("ms", 1),
          new Unit("s", 1_000),
          new Unit("min", 60_000),
          new Unit("h", 3_600_000),
          new Unit("d", 86_400_000));
  private static final List<Unit> BYTES =
      List.of(
          new Unit("", 1),
          new Unit("K", 1L << 10),
          new Unit("M", 1L << 20),
          new Unit("G", 1L << 30),
          new Unit("T", 1L << 40));

  private Amounts() {}

  /**
   * A time such as {@code 500ms}, {@code 10s}, {@code 2min}, {@code 1h}, {@code 1d}.
   *
   * @throws NumberFormatException for anything else
   */
  static Duration duration(String text) {
    return Duration.ofMillis(amount(text, TIMES));
  }

  /**
   * A number of bytes such as {@code 1024}, {@code 512M}; units are powers of 1024.
   *
   * @throws NumberFormatException for anything else
   */
  static long bytes(String text) {
    return amount(text, BYTES);
  }

  private static long amount(String text, List<Unit> units) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    String name = text.substring(end).strip();
    for (Unit unit : units) {
      if (unit.name().equals(name)) {
        return checked(Long.parseLong(text.substring(0, end)), unit.size());
      }
    }
    throw new NumberFormatException(text);
  }

  private static long checked(long number, long size) {
    if (number > Long.MAX_VALUE / size) {
      throw new NumberFormatException("too large");
    }
    return number * size;
  }
}
