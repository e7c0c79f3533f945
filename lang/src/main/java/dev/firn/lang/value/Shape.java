package dev.firn.lang.value;

import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of an attribute set and where they were written. All sets that come from one place in the program share one shape,
 * so that a place which looks attributes up can remember where it found them last.
 *
 * <p>Names are sorted by symbol id; the orders that can be seen are {@link #lexical} and {@link Evaluation#order}.
 */
public final class Shape {
  private static final Symbol[] NONE = {};

  /** No names. */
  public static final Shape EMPTY = new Shape(NONE, null);

  private final Symbol[] names;
  private final int @Nullable [] positions;
  private int @Nullable [] lexical;
  private StringValue @Nullable [] nameValues;
  private @Nullable Shape bare;

  /**
   * A shape.
   *
   * @param names sorted by id, none twice; handed over
   * @param positions where each was written, or null if no position is known; handed over
   */
  public Shape(Symbol[] names, int @Nullable [] positions) {
    this.names = names;
    this.positions = positions;
  }

  /** The number of names. */
  public int size() {
    return names.length;
  }

  /** The names. Not to be changed. */
  public Symbol[] names() {
    return names;
  }

  /** The name at an index. */
  public Symbol name(int index) {
    return names[index];
  }

  /** Where the name at an index was written, or {@link Positions#NONE}. */
  public int position(int index) {
    return positions == null ? Positions.NONE : positions[index];
  }

  /** The index of a name, or -1 if it is not there. */
  public int find(Symbol name) {
    Symbol[] sorted = names;
    int low = 0;
    int high = sorted.length - 1;
    int id = name.id;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = sorted[middle].id;
      if (found < id) {
        low = middle + 1;
      } else if (found > id) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1;
  }

  /** The indices of the names in the order of their bytes. Not to be changed. */
  public int[] lexical() {
    int[] order = lexical;
    if (order == null) {
      order = sortedByName();
      lexical = order;
    }
    return order;
  }

  private int[] sortedByName() {
    Integer[] boxed = new Integer[names.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = i;
    }
    Arrays.sort(boxed, (a, b) -> names[a].name().compareTo(names[b].name()));
    int[] order = new int[names.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = boxed[i];
    }
    return order;
  }

  /** The names as strings of the language, in the order of this shape. Not to be changed. */
  public StringValue[] nameValues() {
    StringValue[] known = nameValues;
    if (known == null) {
      known = new StringValue[names.length];
      for (int i = 0; i < known.length; i++) {
        known[i] = new StringValue(names[i].name());
      }
      nameValues = known;
    }
    return known;
  }

  /** The same names without positions. */
  public Shape withoutPositions() {
    if (positions == null) {
      return this;
    }
    Shape known = bare;
    if (known == null) {
      known = new Shape(names, null);
      bare = known;
    }
    return known;
  }
}
