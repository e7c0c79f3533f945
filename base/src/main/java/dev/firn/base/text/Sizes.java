package dev.firn.base.text;

/** Sizes as people read them. */
public final class Sizes {
  private static final String UNITS = "KMGTPE";
  private static final double STEP = 1024;

  private Sizes() {}

  /** A number of bytes as Nix shows it: with one digit after the point, in KiB or the largest unit of which there is more than one. */
  public static String render(long bytes) {
    double size = bytes / STEP;
    int unit = 0;
    // Nix divides whole numbers here.
    for (long rest = Math.abs(bytes) / 1024;
        rest > 1024 && unit < UNITS.length() - 1;
        rest /= 1024) {
      size /= STEP;
      unit++;
    }
    long tenths = (long) Math.rint(size * 10);
    String sign = tenths < 0 ? "-" : "";
    long shown = Math.abs(tenths);
    return sign + shown / 10 + "." + shown % 10 + " " + UNITS.charAt(unit) + "iB";
  }
}
