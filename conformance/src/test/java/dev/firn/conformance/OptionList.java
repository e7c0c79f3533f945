package dev.firn.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The options of a program, from {@code options/PROGRAM.txt} and {@code options/common.txt}: a line is an option and its arguments, then
 * perhaps {@code |} and other words that make it a whole command line. A line that begins with {@code |} has those of the lines below it
 * that have none of their own.
 */
final class OptionList {
  private OptionList() {}

  /**
   * An option as it is tried.
   *
   * @param words itself, its arguments, and other words
   */
  record Trial(List<String> words) {
    String option() {
      return words.getFirst();
    }
  }

  /** All options of a program; the common ones stand with the words that its list begins with. */
  static List<Trial> of(String program) throws IOException {
    List<Trial> all = new ArrayList<>();
    List<String> own = Corpus.list("options/" + program + ".txt");
    add(own, all);
    List<String> common = new ArrayList<>(List.of(own.getFirst()));
    common.addAll(Corpus.list("options/common.txt"));
    add(common, all);
    return all;
  }

  private static void add(List<String> lines, List<Trial> all) {
    List<String> others = List.of();
    for (String line : lines) {
      int bar = (line + " ").indexOf("| ");
      List<String> words = words(bar < 0 ? line : line.substring(0, bar));
      List<String> after = bar < 0 ? others : words(line.substring(bar + 1));
      if (words.isEmpty()) {
        others = after;
      } else {
        List<String> trial = new ArrayList<>(words);
        trial.addAll(after);
        all.add(new Trial(trial));
      }
    }
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }
}
