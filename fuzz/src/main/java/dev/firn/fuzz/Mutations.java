package dev.firn.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Makes inputs of others: cuts, doubles, moves and mixes pieces, and changes single bytes. */
final class Mutations {
  private static final int MOST_STEPS = 6;
  private static final int MOST_BYTES = 2048;

  private final SplittableRandom random;
  private final List<String> starts;

  /** Starts from some inputs; there is at least one. */
  Mutations(SplittableRandom random, List<String> starts) {
    this.random = random;
    this.starts = starts;
  }

  /** Another input, of at most 2048 bytes. */
  String next() {
    StringBuilder input = new StringBuilder(any());
    for (int left = random.nextInt(MOST_STEPS); left >= 0; left--) {
      step(input);
    }
    input.setLength(Math.min(input.length(), MOST_BYTES));
    return input.toString();
  }

  private String any() {
    return starts.get(random.nextInt(starts.size()));
  }

  private void step(StringBuilder input) {
    int at = random.nextInt(input.length() + 1);
    switch (random.nextInt(5)) {
      case 0 -> input.delete(at, at + length());
      case 1 -> input.insert(at, piece(any()));
      case 2 -> input.insert(at, piece(input.toString()));
      case 3 -> input.insert(at, (char) random.nextInt(256));
      default -> {
        if (at < input.length()) {
          input.setCharAt(at, (char) (input.charAt(at) ^ 1 << random.nextInt(8)));
        }
      }
    }
  }

  /** Short pieces are more likely than long ones. */
  private int length() {
    return 1 + random.nextInt(1 << random.nextInt(8));
  }

  private String piece(String from) {
    int begin = random.nextInt(from.length() + 1);
    return from.substring(begin, Math.min(from.length(), begin + length()));
  }
}
