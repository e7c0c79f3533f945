package dev.firn.lang.value;

import java.util.List;

/** A list. */
public final class ListValue extends Value {
  private static final Lazy[] NONE = {};

  /** The empty list. */
  public static final ListValue EMPTY = new ListValue(NONE);

  private final Lazy[] elements;

  private ListValue(Lazy[] elements) {
    this.elements = elements;
    if (Counters.ON) {
      Counters.listElements += elements.length;
    }
  }

  /** The list of some elements; the array is handed over and must not change any more. */
  public static ListValue of(Lazy... elements) {
    return elements.length == 0 ? EMPTY : new ListValue(elements);
  }

  /** The list of some elements. */
  public static ListValue of(List<? extends Lazy> elements) {
    return of(elements.toArray(NONE));
  }

  /** The number of elements. */
  public int size() {
    return elements.length;
  }

  /** The element at an index from 0. */
  public Lazy get(int index) {
    return elements[index];
  }

  /** The elements themselves: not to be changed. */
  public Lazy[] elements() {
    return elements;
  }

  @Override
  public String typeName() {
    return "list";
  }

  @Override
  public String describe() {
    return "a list";
  }
}
