package dev.firn.lang.syntax;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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

  private final int most;

  /** The newest index of each file: one that is read again, and has not changed, keeps its numbers. */
  private final Map<String, Integer> files = new HashMap<>();

  private int[] bases = new int[16];
  private Source[] sources = new Source[16];
  private @Nullable Lines[] lines = new Lines[16];
  private int count;
  private int next = 1;

  /** Room for as many bytes as there are numbers. */
  public Positions() {
    this(Integer.MAX_VALUE);
  }

  /** Room for fewer bytes. */
  Positions(int most) {
    this.most = most;
  }

  /**
   * Makes room for a source. A file that is there already, with the same text, keeps its numbers.
   *
   * @return the number of its first byte; the number of byte i is the base plus i
   * @throws SyntaxError if there is no room
   */
  public synchronized int add(Source source) {
    boolean isFile = source.kind() == Source.Kind.FILE;
    Integer known = isFile ? files.get(source.path()) : null;
    if (known != null && sources[known].equals(source)) {
      return bases[known];
    }
    if (source.text().length() >= most - next) {
      throw new SyntaxError("too much was read: " + most + " bytes of source text at most", NONE);
    }
    if (isFile) {
      files.put(source.path(), count);
    }
    return append(source);
  }

  /** How many numbers are in use. */
  synchronized int size() {
    return next - 1;
  }

  private int append(Source source) {
    if (count == bases.length) {
      bases = Arrays.copyOf(bases, 2 * count);
      sources = Arrays.copyOf(sources, 2 * count);
      lines = Arrays.copyOf(lines, 2 * count);
    }
    int base = next;
    bases[count] = base;
    sources[count++] = source;
    next += source.text().length() + 1;
    return base;
  }

  /** Takes the numbers of a text back that nobody will ask for, which is no file. It can be done only before something else is read. */
  public synchronized void forget(Source source) {
    if (count > 0 && sources[count - 1] == source) {
      count--;
      next = bases[count];
      lines[count] = null;
    }
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
