package dev.firn.lang.syntax;

import java.util.Arrays;

/** Where the lines of a text begin. Lines end with {@code \n}, {@code \r\n} or a lone {@code \r}. */
final class Lines {
  private final int[] starts;

  private Lines(int[] starts) {
    this.starts = starts;
  }

  static Lines of(String text) {
    int[] starts = new int[64];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = i + 1;
      }
    }
    return new Lines(Arrays.copyOf(starts, count));
  }

  /** The place of the byte at an offset. */
  Position at(Source source, int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(source, offset, line + 1, offset - starts[line] + 1);
  }
}
