package dev.firn.lang.value;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The set of things that a string mentions, in the order in which they were first met. Immutable. */
public final class StringContext implements Iterable<ContextElement> {
  private static final ContextElement[] NONE = {};

  /** Nothing is mentioned. */
  public static final StringContext EMPTY = new StringContext(NONE);

  private final ContextElement[] elements;

  private StringContext(ContextElement[] elements) {
    this.elements = elements;
  }

  /** The context of one element. */
  public static StringContext of(ContextElement element) {
    return new StringContext(new ContextElement[] {element});
  }

  /** The context of some elements; repeated ones count once. */
  public static StringContext of(Iterable<ContextElement> elements) {
    List<ContextElement> all = new ArrayList<>();
    for (ContextElement element : elements) {
      if (!all.contains(element)) {
        all.add(element);
      }
    }
    return all.isEmpty() ? EMPTY : new StringContext(all.toArray(NONE));
  }

  /** Whether nothing is mentioned. */
  public boolean isEmpty() {
    return elements.length == 0;
  }

  /** The number of elements. */
  public int size() {
    return elements.length;
  }

  /** The least element, in Nix's order, of a context that is not empty. */
  public ContextElement first() {
    ContextElement least = elements[0];
    for (ContextElement element : elements) {
      least = element.compareTo(least) < 0 ? element : least;
    }
    return least;
  }

  /** Whether an element is in it. */
  public boolean contains(ContextElement element) {
    for (ContextElement mine : elements) {
      if (mine.equals(element)) {
        return true;
      }
    }
    return false;
  }

  /** What either mentions. */
  public StringContext union(StringContext other) {
    if (other.elements.length == 0 || other == this) {
      return this;
    }
    if (elements.length == 0) {
      return other;
    }
    // A few elements are compared with one another; many are put into a hash set first.
    if ((long) elements.length * other.elements.length > 256) {
      return large(other);
    }
    ContextElement[] all = null;
    int size = elements.length;
    for (ContextElement element : other.elements) {
      if (!contains(element)) {
        if (all == null) {
          all = java.util.Arrays.copyOf(elements, elements.length + other.elements.length);
        }
        all[size++] = element;
      }
    }
    return all == null ? this : new StringContext(java.util.Arrays.copyOf(all, size));
  }

  private StringContext large(StringContext other) {
    java.util.LinkedHashSet<ContextElement> all =
        new java.util.LinkedHashSet<>(java.util.Arrays.asList(elements));
    all.addAll(java.util.Arrays.asList(other.elements));
    return all.size() == elements.length ? this : new StringContext(all.toArray(NONE));
  }

  @Override
  public Iterator<ContextElement> iterator() {
    return java.util.Arrays.asList(elements).iterator();
  }
}
