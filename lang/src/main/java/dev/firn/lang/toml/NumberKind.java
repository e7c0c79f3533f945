package dev.firn.lang.toml;

/** What a value that begins like a number is. */
enum NumberKind {
  OFFSET_DATE_TIME,
  LOCAL_DATE_TIME,
  LOCAL_DATE,
  LOCAL_TIME,
  FLOAT,
  INTEGER;

  private static final String INTEGER_HINT =
      """
      Hint: valid  : -42, 1_000, 1_2_3_4_5, 0xC0FFEE, 0b0010, 0o755
      Hint: invalid: _42, 1__000, 0123
      """;
  private static final String FLOAT_HINT =
      """
      Hint: valid  : +1.0, -2e-2, 3.141_592_653_589, inf, nan
      Hint: invalid: .0, 1., _1.0, 1.0_, 1_.0, 1.0__0
      """;
  private static final String TIME_HINT =
      """
      Hint: valid  : 1979-05-27T07:32:00, 1979-05-27 07:32:00.999999
      Hint: invalid: 1979-05-27T7:32:00, 1979-05-27 17:32
      """;
  private static final String OFFSET_HINT =
      """
      Hint: valid  : +09:00, -05:30
      Hint: invalid: +9:00,  -5:30
      """;
  private static final String DATE_TIME_HINT =
      "Hint: valid  : 1979-05-27T07:32:00-07:00, 1979-05-27 07:32:00.999999Z\n"
          + "Hint: invalid: 1979-05-27T7:32:00-7:00, 1979-05-27 7:32-00:30";
  private static final String NO_DIGIT = "digit [0-9]";

  /** Looks at the value that begins here. */
  static NumberKind guess(Cursor in) {
    int dateTime = Syntax.dateTime(in.text, in.at);
    if (dateTime != Syntax.NONE) {
      return guessOffset(in, dateTime);
    }
    int date = Syntax.date(in.text, in.at);
    if (date != Syntax.NONE) {
      checkAfterDate(in, date);
      return LOCAL_DATE;
    }
    if (Syntax.time(in.text, in.at) != Syntax.NONE) {
      return LOCAL_TIME;
    }
    int floating = Syntax.floating(in.text, in.at);
    if (floating != Syntax.NONE) {
      if (Syntax.at(in.text, floating) == '_') {
        throw problem(
            in,
            floating,
            "bad float: `_` must be surrounded by digits",
            "invalid underscore",
            FLOAT_HINT);
      }
      return FLOAT;
    }
    int integer = Syntax.integer(in.text, in.at);
    if (integer == Syntax.NONE) {
      throw unknown(in);
    }
    checkAfterInteger(in, integer);
    return INTEGER;
  }

  private static Problem problem(Cursor in, int place, String title, String note, String hint) {
    return new Problem(title, in.regionAt(place), note, hint);
  }

  private static NumberKind guessOffset(Cursor in, int dateTime) {
    if (Syntax.timeOffset(in.text, dateTime) != Syntax.NONE) {
      return OFFSET_DATE_TIME;
    }
    char sign = Syntax.at(in.text, dateTime);
    if (sign == '+' || sign == '-') {
      int wrong = mismatch(in.text, dateTime + 1, "dd:dd");
      String expected = "expected z or Z or " + expected(wrong - dateTime - 1);
      throw problem(in, wrong, "bad offset: must be [+-]HH:MM or Z", expected, OFFSET_HINT);
    }
    return LOCAL_DATE_TIME;
  }

  /** The place where a text differs from a form in which {@code d} stands for a digit. */
  private static int mismatch(String text, int from, String form) {
    int i = 0;
    while (i < form.length() && matches(Syntax.at(text, from + i), form.charAt(i))) {
      i++;
    }
    return from + i;
  }

  private static boolean matches(char c, char form) {
    return form == 'd' ? Syntax.isDigit(c) : c == form;
  }

  /** What stands at a place of {@code dd:dd:dd}. */
  private static String expected(int place) {
    return place % 3 == 2 ? ":" : NO_DIGIT;
  }

  private static void checkAfterDate(Cursor in, int date) {
    char c = Syntax.at(in.text, date);
    if (c == 'T' || c == 't' || (c == ' ' && Syntax.isDigit(Syntax.at(in.text, date + 1)))) {
      int wrong = mismatch(in.text, date + 1, "dd:dd:dd");
      String expected = "expected " + expected(wrong - date - 1);
      throw problem(in, wrong, "bad time: must be HH:MM:SS.subsec", expected, TIME_HINT);
    }
    if (Syntax.isDigit(c)) {
      throw problem(
          in, date, "bad datetime: missing T or space", "expected T, t, or 0x20(SPACE)", TIME_HINT);
    }
  }

  private static void checkAfterInteger(Cursor in, int end) {
    switch (Syntax.at(in.text, end)) {
      case '_' -> throw badUnderscore(in, end);
      case '0' ->
          throw problem(
              in,
              end - 1,
              "bad integer: leading zero",
              "leading zero is not allowed",
              INTEGER_HINT);
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          throw problem(
              in,
              end,
              "bad integer: invalid digit after an integer",
              "this digit is not allowed",
              INTEGER_HINT);
      case ':', '-' ->
          throw problem(in, end, "bad datetime: invalid format", "here", DATE_TIME_HINT);
      case '.', 'e', 'E' -> throw problem(in, end, "bad float: invalid format", "here", FLOAT_HINT);
      default -> {}
    }
  }

  private static Problem badUnderscore(Cursor in, int end) {
    int length = end - in.at;
    boolean signed = length == 2 && !Syntax.isDigit(in.text.charAt(in.at));
    return in.text.charAt(end - 1) == '0' && (length == 1 || signed)
        ? problem(
            in,
            end,
            "bad integer: leading zero is not allowed in decimal int",
            "leading zero",
            INTEGER_HINT)
        : problem(
            in,
            end,
            "bad integer: `_` must be surrounded by digits",
            "invalid underscore",
            INTEGER_HINT);
  }

  private static Problem unknown(Cursor in) {
    return switch (in.current()) {
      case '.' ->
          problem(
              in,
              in.at,
              "bad float: integer part is required before decimal point",
              "missing integer part",
              FLOAT_HINT);
      case '_' ->
          problem(
              in,
              in.at,
              "bad number: `_` must be surrounded by digits",
              "digits required before `_`",
              INTEGER_HINT);
      default -> in.problem("bad format: unknown value appeared", "here");
    };
  }
}
