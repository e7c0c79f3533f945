package dev.firn.app.settings;

import java.util.List;
import java.util.function.Consumer;

/** Checks the values of settings and brings them into one form. */
final class SettingValues {
  private static final String UNITS = "KMGT";

  private SettingValues() {}

  /**
   * A value in the form in which it is kept.
   *
   * @throws SettingException if the setting cannot have it
   */
  static String check(Setting setting, String value, Consumer<String> warnings) {
    return switch (setting.kind()) {
      case BOOLEAN -> bool(setting, value);
      case INTEGER -> number(setting, value);
      case JOBS -> value.equals("auto") ? value : number(setting, value);
      case STRING -> value;
      case LIST, MAP -> String.join(" ", Words.of(value));
      case FEATURES -> features(value, warnings);
      case LINT -> lint(setting, value);
      case SANDBOX -> value.equals("relaxed") ? value : sandbox(setting, value);
    };
  }

  private static String bool(Setting setting, String value) {
    if (isTrue(value)) {
      return "true";
    }
    if (isFalse(value)) {
      return "false";
    }
    throw new SettingException(
        "Boolean setting '" + setting.text() + "' has invalid value '" + value + "'");
  }

  private static String sandbox(Setting setting, String value) {
    if (isTrue(value)) {
      return "true";
    }
    if (isFalse(value)) {
      return "false";
    }
    throw new SettingException("option '" + setting.text() + "' has invalid value '" + value + "'");
  }

  private static boolean isTrue(String value) {
    return value.equals("true") || value.equals("yes") || value.equals("1");
  }

  private static boolean isFalse(String value) {
    return value.equals("false") || value.equals("no") || value.equals("0");
  }

  private static String number(Setting setting, String value) {
    int last = value.length() - 1;
    int unit = last < 0 ? -1 : UNITS.indexOf(Character.toUpperCase(value.charAt(last)));
    String digits = unit < 0 ? value : value.substring(0, last);
    try {
      long number = Long.parseLong(digits);
      if (number >= 0) {
        return Long.toString(Math.multiplyExact(number, 1L << (10 * (unit + 1))));
      }
    } catch (NumberFormatException | ArithmeticException _) {
      // Said below, as for a negative number.
    }
    throw new SettingException(
        "setting '" + setting.text() + "' has invalid value '" + value + "'");
  }

  private static String lint(Setting setting, String value) {
    if (value.equals("ignore") || value.equals("warn") || value.equals("fatal")) {
      return value;
    }
    throw new SettingException(
        "option '"
            + setting.text()
            + "' has invalid value '"
            + value
            + "' (expected 'ignore', 'warn', or 'fatal')");
  }

  private static String features(String value, Consumer<String> warnings) {
    List<String> names = Words.of(value);
    StringBuilder known = new StringBuilder();
    for (String name : names) {
      if (ExperimentalFeatures.contains(name)) {
        known.append(known.isEmpty() ? "" : " ").append(name);
        if (name.equals("flakes") && !names.contains("fetch-tree")) {
          known.append(" fetch-tree");
        }
      } else if (name.equals("no-url-literals")) {
        warnings.accept(
            "experimental feature 'no-url-literals' has been stabilized and renamed; use"
                + " 'lint-url-literals = fatal' setting instead");
      } else {
        warnings.accept("unknown experimental feature '" + name + "'");
      }
    }
    return known.toString();
  }
}
