package dev.firn.lang.toml;

/** Dates and times. */
final class Moments {
  private Moments() {}

  static TomlValue offsetDateTime(Cursor in) {
    int start = in.at;
    String dateAndTime = dateAndTime(in);
    int offset = in.at;
    in.accept(Syntax.timeOffset(in.text, offset));
    return new TomlValue.Moment(dateAndTime + offset(in, start, in.text.substring(offset, in.at)));
  }

  static TomlValue localDateTime(Cursor in) {
    return new TomlValue.Moment(dateAndTime(in));
  }

  static TomlValue localDate(Cursor in) {
    return new TomlValue.Moment(date(in));
  }

  static TomlValue localTime(Cursor in) {
    return new TomlValue.Moment(time(in));
  }

  private static String dateAndTime(Cursor in) {
    String date = date(in);
    in.at++;
    return date + 'T' + time(in);
  }

  private static String date(Cursor in) {
    int start = in.at;
    in.accept(Syntax.date(in.text, in.at));
    String text = in.text.substring(start, in.at);
    int year = Integer.parseInt(text.substring(0, 4));
    int month = Integer.parseInt(text.substring(5, 7));
    int day = Integer.parseInt(text.substring(8, 10));
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      throw new Problem(
          "toml::parse_local_date: invalid date.",
          in.regionAt(start),
          "month must be 01-12, day must be any of 01-28,29,30,31 depending on the month/year.");
    }
    return text;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static String time(Cursor in) {
    int start = in.at;
    in.accept(Syntax.time(in.text, in.at));
    String text = in.text.substring(start, in.at);
    if (Integer.parseInt(text.substring(0, 2)) > 23
        || Integer.parseInt(text.substring(3, 5)) > 59) {
      throw invalidTime(in, start, "hour must be 00-23, minute must be 00-59.");
    }
    if (Integer.parseInt(text.substring(6, 8)) > 60) {
      throw invalidTime(in, start, "second must be 00-60.");
    }
    return text.substring(0, 8) + fraction(text.substring(Math.min(9, text.length())));
  }

  private static Problem invalidTime(Cursor in, int start, String note) {
    return new Problem("toml::parse_local_time: invalid time.", in.regionAt(start), note);
  }

  /** Nine digits at most, in groups of three that are not all zero at the end. */
  private static String fraction(String digits) {
    String nano = (digits + "000000000").substring(0, 9);
    int length = 9;
    while (length > 0 && nano.startsWith("000", length - 3)) {
      length -= 3;
    }
    return length == 0 ? "" : '.' + nano.substring(0, length);
  }

  private static String offset(Cursor in, int start, String text) {
    if (text.length() == 1) {
      return "Z";
    }
    int hour = Integer.parseInt(text.substring(1, 3));
    int minute = Integer.parseInt(text.substring(4, 6));
    if (hour > 24 || minute > 60) {
      throw new Problem(
          "toml::parse_offset_datetime: too large offset: |hour| <= 24, |minute| <= 60",
          in.from(start),
          "here");
    }
    int minutes = hour * 60 + minute;
    return minutes == 0
        ? "Z"
        : text.charAt(0) + twoDigits(minutes / 60) + ':' + twoDigits(minutes % 60);
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
