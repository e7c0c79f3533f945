package dev.firn.lang.value;

import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An attribute set. */
public final class Attrs extends Value {
  /** The empty set. */
  public static final Attrs EMPTY = new Attrs(Shape.EMPTY, new Lazy[0], Positions.NONE);

  private final Shape shape;
  private final Lazy[] values;
  private final int position;

  /**
   * A set.
   *
   * @param values the value of each name of the shape; handed over
   * @param position where the set was written, or {@link Positions#NONE}
   */
  public Attrs(Shape shape, Lazy[] values, int position) {
    this.shape = shape;
    this.values = values;
    this.position = position;
    if (Counters.ON) {
      Counters.sets++;
      Counters.attributes += values.length;
    }
  }

  /** The names. */
  public Shape shape() {
    return shape;
  }

  /** The values, in the order of the shape. Not to be changed. */
  public Lazy[] values() {
    return values;
  }

  /** The number of attributes. */
  public int size() {
    return values.length;
  }

  /** The value of an attribute, or null if the set does not have it. */
  public @Nullable Lazy get(Symbol name) {
    int index = shape.find(name);
    return index < 0 ? null : values[index];
  }

  /** The value at an index of the shape. */
  public Lazy value(int index) {
    return values[index];
  }

  /** Where an attribute was written, or {@link Positions#NONE}. */
  public int positionOf(Symbol name) {
    int index = shape.find(name);
    return index < 0 ? Positions.NONE : shape.position(index);
  }

  /** The attributes of both, those of {@code other} where both have one. */
  public Attrs update(Attrs other) {
    if (values.length == 0) {
      return other;
    }
    if (other.values.length == 0) {
      return this;
    }
    int limit = values.length + other.values.length;
    Symbol[] names = new Symbol[limit];
    Lazy[] merged = new Lazy[limit];
    int[] positions = new int[limit];
    int size = merge(other, names, merged, positions);
    if (size < limit) {
      names = Arrays.copyOf(names, size);
      merged = Arrays.copyOf(merged, size);
      positions = Arrays.copyOf(positions, size);
    }
    return new Attrs(new Shape(names, positions), merged, Positions.NONE);
  }

  private int merge(Attrs other, Symbol[] names, Lazy[] merged, int[] positions) {
    Shape right = other.shape;
    int i = 0;
    int j = 0;
    int size = 0;
    int rightSize = right.size();
    while (i < values.length || j < rightSize) {
      int order =
          i == values.length
              ? 1
              : j == rightSize ? -1 : Integer.compare(shape.name(i).id, right.name(j).id);
      if (order < 0) {
        names[size] = shape.name(i);
        positions[size] = shape.position(i);
        merged[size++] = values[i++];
      } else {
        names[size] = right.name(j);
        positions[size] = right.position(j);
        merged[size++] = other.values[j++];
        i += order == 0 ? 1 : 0;
      }
    }
    return size;
  }

  @Override
  public int position(int fallback) {
    return position;
  }

  @Override
  public String typeName() {
    return "set";
  }

  @Override
  public String describe() {
    return "a set";
  }
}
