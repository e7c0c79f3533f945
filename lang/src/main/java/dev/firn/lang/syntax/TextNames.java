package dev.firn.lang.syntax;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of a text in the order in which the parser meets them. */
final class TextNames {
  private static final int RECENT = 128;

  private final @Nullable NameOrder order;

  /** Names that were met not long ago, each at its id modulo the length: most names of a text come again soon. */
  private final @Nullable Symbol[] recent = new Symbol[RECENT];

  private Symbol[] met = new Symbol[32];
  private int size;

  /** @param order learns the names; null if it learns them later */
  TextNames(@Nullable NameOrder order) {
    this.order = order;
  }

  /** Notes a name, and gives it back. */
  Symbol meet(Symbol name) {
    int slot = name.id & (RECENT - 1);
    if (recent[slot] != name) {
      recent[slot] = name;
      add(name);
    }
    return name;
  }

  private void add(Symbol name) {
    if (size == met.length) {
      met = Arrays.copyOf(met, 2 * size);
    }
    met[size++] = name;
    if (order != null) {
      order.meet(name);
    }
  }

  /** Which of two names of the text comes first in the order that learns them; else, any order. */
  int compare(Symbol a, Symbol b) {
    return order == null ? Integer.compare(a.id, b.id) : order.compare(a, b);
  }

  /** The names that were met so far; some may come again. */
  Symbol[] all() {
    return Arrays.copyOf(met, size);
  }
}
