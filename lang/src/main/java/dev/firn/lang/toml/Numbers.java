package dev.firn.lang.toml;

/** Integers and floating-point numbers. */
final class Numbers {
  private Numbers() {}

  static TomlValue integer(Cursor in) {
    int sign = in.current() == '+' || in.current() == '-' ? 1 : 0;
    if (Syntax.at(in.text, in.at + sign) == '0') {
      switch (Syntax.at(in.text, in.at + sign + 1)) {
        case 'b' -> {
          return prefixed(
              in, "bin", "0b", 2, "bin_int must be like: 0b0101, 0b1111_0000", "0 or 1");
        }
        case 'o' -> {
          return prefixed(
              in, "oct", "0o", 8, "oct_int must be like: 0o775, 0o04_44", "from `0` to `7`");
        }
        case 'x' -> {
          return prefixed(
              in,
              "hex",
              "0x",
              16,
              "hex_int must be like: 0xC0FFEE, 0xdead_beef",
              "hex [0-9a-fA-F]");
        }
        default -> {}
      }
    }
    return decimal(in);
  }

  private static TomlValue prefixed(
      Cursor in, String kind, String prefix, int base, String form, String digit) {
    String title = "toml::parse_" + kind + "_integer: ";
    int start = in.at;
    if (!in.accept(Syntax.prefixedInteger(in.text, in.at, prefix, base))) {
      boolean prefixed = in.text.startsWith(prefix, in.at);
      Region place = in.regionAt(prefixed ? in.at + prefix.length() : in.at);
      throw new Problem(
          title + "invalid integer: " + form, place, "expected " + (prefixed ? digit : prefix));
    }
    String digits = in.text.substring(start + 2, in.at).replace("_", "");
    try {
      return new TomlValue.Int(Long.parseLong(digits, base));
    } catch (NumberFormatException e) {
      Region end = in.here();
      in.at = start;
      throw new Problem(
          title + "too large integer: current max value = 2^63", end, "must be < 2^63");
    }
  }

  private static TomlValue decimal(Cursor in) {
    int start = in.at;
    in.accept(Syntax.decimalInteger(in.text, in.at));
    String digits = in.text.substring(start, in.at).replace("_", "");
    try {
      return new TomlValue.Int(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      Region end = in.here();
      in.at = start;
      throw new Problem(
          "toml::parse_dec_integer: too large integer: current max digits = 2^63",
          end,
          "must be < 2^63");
    }
  }

  static TomlValue floating(Cursor in) {
    int start = in.at;
    in.accept(Syntax.floating(in.text, in.at));
    String digits = in.text.substring(start, in.at).replace("_", "");
    if (digits.endsWith("nan")) {
      return new TomlValue.Real(Double.NaN);
    }
    if (digits.endsWith("inf")) {
      boolean negative = digits.charAt(0) == '-';
      return new TomlValue.Real(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw in.problem(
          "toml::parse_floating: failed to read floating point value from stream", "here");
    }
    return new TomlValue.Real(value);
  }
}
