package dev.firn.app.settings;

import java.util.ArrayList;
import java.util.List;

/** Takes text apart without regular expressions. */
public final class Words {
  private static final String BLANK = " \t\n\r";

  private Words() {}

  /** The words between blanks. */
  public static List<String> of(String text) {
    return split(text, BLANK);
  }

  /** The non-empty parts between separators. */
  static List<String> split(String text, String separators) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || separators.indexOf(text.charAt(i)) >= 0) {
        if (i > start) {
          parts.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return parts;
  }
}
