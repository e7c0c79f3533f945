package dev.firn.app.repl;

import org.jspecify.annotations.Nullable;

/**
 * What a user entered, taken apart.
 *
 * @param command the command with its colon, or null if it is an expression or a binding
 * @param argument what follows the command, or the whole; without blanks around it
 */
record Input(@Nullable String command, String argument) {
  private static final String BLANK = " \t\n\r";

  /** Takes a text apart that is not blank. */
  static Input parse(String entered) {
    String text = trim(entered);
    if (!text.startsWith(":")) {
      return new Input(null, text);
    }
    int end = 0;
    while (end < text.length() && BLANK.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return new Input(text.substring(0, end), trim(text.substring(end)));
  }

  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && BLANK.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (start < end && BLANK.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(start, end);
  }
}
