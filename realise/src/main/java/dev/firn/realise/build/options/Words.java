package dev.firn.realise.build.options;

import java.util.ArrayList;
import java.util.List;

/** Splits text at white space. */
public final class Words {
  private static final String SPACE = " \t\n\r";

  private Words() {}

  /** The words of a text, in order. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean inWord = i < text.length() && SPACE.indexOf(text.charAt(i)) < 0;
      if (inWord && start < 0) {
        start = i;
      } else if (!inWord && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    return words;
  }
}
