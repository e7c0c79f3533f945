package dev.firn.base.text;

import java.time.Duration;

/** Times for people. */
public final class DurationText {
  private static final int HOURS_OF_DAY = 24;

  /** Up to so many days are told in hours. */
  private static final int FEW_DAYS = 2;

  private DurationText() {}

  /** The two largest of days, hours, minutes and seconds: {@code 3d4h}, {@code 5h6m}, {@code 7m8s}, {@code 9s}. */
  public static String of(Duration time) {
    long hours = time.toHours();
    if (hours >= FEW_DAYS * HOURS_OF_DAY) {
      return hours / HOURS_OF_DAY + "d" + hours % HOURS_OF_DAY + "h";
    }
    if (hours > 0) {
      return hours + "h" + time.toMinutesPart() + "m";
    }
    return time.toMinutes() > 0
        ? time.toMinutes() + "m" + time.toSecondsPart() + "s"
        : Math.max(0, time.toSeconds()) + "s";
  }
}
