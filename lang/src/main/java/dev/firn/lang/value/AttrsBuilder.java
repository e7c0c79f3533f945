package dev.firn.lang.value;

import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import java.util.Arrays;

/** Collects attributes in any order. Each name must be added once only. */
public final class AttrsBuilder {
  private Symbol[] names;
  private Lazy[] values;
  private int[] positions;
  private int size;
  private boolean sorted = true;

  /** A builder for about that many attributes. */
  public AttrsBuilder(int expected) {
    int capacity = Math.max(expected, 4);
    names = new Symbol[capacity];
    values = new Lazy[capacity];
    positions = new int[capacity];
  }

  /** Adds an attribute that was written nowhere. */
  public AttrsBuilder add(Symbol name, Lazy value) {
    return add(name, value, Positions.NONE);
  }

  /**
   * Adds an attribute that was written nowhere. No program comes to know the name by this: what a program computes is named by {@link
   * Evaluation#symbol}.
   */
  public AttrsBuilder add(String name, Lazy value) {
    return add(Symbol.of(name), value, Positions.NONE);
  }

  /** Adds an attribute with the position where it was written. */
  public AttrsBuilder add(Symbol name, Lazy value, int position) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      positions = Arrays.copyOf(positions, 2 * size);
    }
    sorted &= size == 0 || names[size - 1].id < name.id;
    names[size] = name;
    values[size] = value;
    positions[size++] = position;
    return this;
  }

  /** The set of what was added. */
  public Attrs build() {
    return build(Positions.NONE);
  }

  /** The set of what was added, with the position where it was written. */
  public Attrs build(int position) {
    if (size == 0) {
      return Attrs.EMPTY;
    }
    if (!sorted) {
      sort();
    }
    boolean placed = false;
    for (int i = 0; i < size; i++) {
      placed |= positions[i] != Positions.NONE;
    }
    Shape shape =
        new Shape(Arrays.copyOf(names, size), placed ? Arrays.copyOf(positions, size) : null);
    return new Attrs(shape, Arrays.copyOf(values, size), position);
  }

  private void sort() {
    // A key is the symbol's id and the index of the attribute: sorting longs needs no boxes.
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = ((long) names[i].id << 32) | i;
    }
    Arrays.sort(keys);
    Symbol[] oldNames = names.clone();
    Lazy[] oldValues = values.clone();
    int[] oldPositions = positions.clone();
    for (int i = 0; i < size; i++) {
      int from = (int) keys[i];
      names[i] = oldNames[from];
      values[i] = oldValues[from];
      positions[i] = oldPositions[from];
    }
    sorted = true;
  }
}
