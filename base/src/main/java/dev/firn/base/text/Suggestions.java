package dev.firn.base.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Guesses which name was meant. */
public final class Suggestions {
  private static final int MOST = 5;
  private static final int FARTHEST = 2;

  private Suggestions() {}

  /**
   * The names that are at most two edits away, the nearest first, at most five; names equally near are sorted by
   * their bytes.
   */
  public static List<String> bestMatches(Collection<String> names, String meant) {
    record Candidate(int distance, String name) {}
    List<Candidate> near = new ArrayList<>();
    for (String name : names) {
      if (Math.abs(name.length() - meant.length()) <= FARTHEST) {
        int distance = distance(meant, name);
        if (distance <= FARTHEST) {
          near.add(new Candidate(distance, name));
        }
      }
    }
    near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
    return near.stream().limit(MOST).map(Candidate::name).distinct().toList();
  }

  /** The number of characters that must be added, left out or exchanged to make one word the other (Levenshtein). */
  public static int distance(String first, String second) {
    int[] before = new int[second.length() + 1];
    int[] row = new int[second.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 0; i < first.length(); i++) {
      row[0] = i + 1;
      for (int j = 0; j < second.length(); j++) {
        int exchange = before[j] + (first.charAt(i) == second.charAt(j) ? 0 : 1);
        row[j + 1] = Math.min(exchange, Math.min(before[j + 1], row[j]) + 1);
      }
      int[] swap = before;
      before = row;
      row = swap;
    }
    return before[second.length()];
  }
}
