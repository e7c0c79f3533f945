package dev.firn.lang.syntax;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives every byte of every parsed source a number, so that a position in a syntax tree is one {@code int}.
 *
 * <p>A source of n bytes takes the n + 1 numbers from its base on; {@link #NONE} is no position. Lines are counted only when
 * somebody asks. Thread-safe.
 */
public final class Positions {
  /** The number that stands for no position. */
  public static final int NONE = 0;

  private int[] bases = new int[16];
  private Source[] sources = new Source[16];
  private @Nullable Lines[] lines = new Lines[16];
  private int count;
  private int next = 1;

  /**
   * Makes room for a source.
   *
   * @return the number of its first byte; the number of byte i is the base plus i
   */
  public synchronized int add(Source source) {
    if (count == bases.length) {
      bases = Arrays.copyOf(bases, 2 * count);
      sources = Arrays.copyOf(sources, 2 * count);
      lines = Arrays.copyOf(lines, 2 * count);
    }
    int base = next;
    bases[count] = base;
    sources[count++] = source;
    next = Math.addExact(next, source.text().length() + 1);
    return base;
  }

  /** Where a position is, or null for {@link #NONE}. */
  public synchronized @Nullable Position resolve(int position) {
    if (position <= 0 || position >= next) {
      return null;
    }
    int found = Arrays.binarySearch(bases, 0, count, position);
    int at = found >= 0 ? found : -found - 2;
    Lines known = lines[at];
    if (known == null) {
      known = Lines.of(sources[at].text());
      lines[at] = known;
    }
    return known.at(sources[at], position - bases[at]);
  }

  /** How messages name a position: {@code FILE:LINE:COLUMN}, or {@code «none»}. */
  public String shown(int position) {
    Position place = resolve(position);
    return place == null ? "\u00c2\u00abnone\u00c2\u00bb" : place.shown();
  }
}
