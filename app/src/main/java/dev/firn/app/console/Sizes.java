package dev.firn.app.console;

/**
 * Numbers of bytes as people read them, in one unit: with one digit after the point, in powers of 1024.
 *
 * @param power of 1024
 */
public record Sizes(int power) {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final int STEP = 1024;

  /** The unit that goes with a number of bytes: the greatest of which there is at least one, but no smaller one than KiB. */
  public static Sizes common(long bytes) {
    int power = 1;
    for (long rest = bytes / STEP; rest >= STEP && power < UNITS.length; rest /= STEP) {
      power++;
    }
    return new Sizes(power);
  }

  /** A number of bytes with its unit, such as {@code 1.5 MiB}. */
  public static String render(long bytes) {
    Sizes sizes = common(bytes);
    return sizes.number(bytes) + " " + sizes.unit();
  }

  /** The number in this unit, such as {@code 1.5}. */
  public String number(long bytes) {
    double scaled = bytes / Math.pow(STEP, power);
    long tenths = Math.round(scaled * 10);
    return tenths / 10 + "." + tenths % 10;
  }

  /** The unit, such as {@code MiB}. */
  public String unit() {
    return UNITS[power - 1];
  }
}
