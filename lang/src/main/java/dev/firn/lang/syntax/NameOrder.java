package dev.firn.lang.syntax;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a program met its names: those that it knows before it begins, those of each text that it reads, and those that it
 * computes. It can be seen, because sets are evaluated and compared in it; other programs of the same process have orders of their own.
 *
 * <p>One thread at a time adds names. Others may ask at any time; they may miss names that were met just now.
 */
public final class NameOrder {
  /** The numbers from 0 on. */
  private static volatile int[] ascending = numbers(64);

  /** For the id of each symbol, how many names had been met when it was met, itself included; 0 if it was not, or lies behind the end. */
  private int[] ranks;

  private int met;

  /** The order of a program that has not begun. */
  public NameOrder() {
    ranks = new int[Math.max(Symbol.count() + 64, 1 << 12)];
    while (met < Symbol.KNOWN) {
      ranks[met] = ++met;
    }
  }

  /** Notes that the program knows a name from now on. */
  public void meet(Symbol name) {
    int id = name.id;
    if (id >= ranks.length) {
      ranks = Arrays.copyOf(ranks, Math.max(id + 1, 2 * ranks.length));
    }
    if (ranks[id] == 0) {
      ranks[id] = ++met;
    }
  }

  /** Notes that the program knows these names from now on, and came to know them in this order. */
  public void meet(Symbol[] names) {
    for (Symbol name : names) {
      meet(name);
    }
  }

  /** Whether the program knows all of these names. */
  public boolean hasMet(Symbol... names) {
    int[] known = ranks;
    for (Symbol name : names) {
      if (rank(known, name) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Compares two names that were met. */
  int compare(Symbol a, Symbol b) {
    return Integer.compare(rank(ranks, a), rank(ranks, b));
  }

  /** The indices of some names, as many as there are names or more, in this order; null if one was not met. Not to be changed. */
  public int @Nullable [] order(Symbol[] names) {
    int[] known = ranks;
    int last = 0;
    boolean sorted = true;
    for (Symbol name : names) {
      int rank = rank(known, name);
      if (rank == 0) {
        return null;
      }
      sorted &= rank > last;
      last = rank;
    }
    return sorted ? ascending(names.length) : sorted(names, known);
  }

  /** The same; names that were not met come last. */
  public int[] guess(Symbol[] names) {
    int[] order = order(names);
    return order == null ? sorted(names, ranks) : order;
  }

  private static int[] sorted(Symbol[] names, int[] ranks) {
    // A key is the rank and the index of the name: sorting longs needs no boxes.
    long[] keys = new long[names.length];
    for (int i = 0; i < keys.length; i++) {
      int rank = rank(ranks, names[i]);
      keys[i] = (long) (rank == 0 ? Integer.MAX_VALUE : rank) << 32 | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  private static int rank(int[] ranks, Symbol name) {
    return name.id < ranks.length ? ranks[name.id] : 0;
  }

  /** The indices in the order that they have. */
  public static int[] ascending(int size) {
    int[] numbers = ascending;
    if (numbers.length < size) {
      numbers = numbers(2 * size);
      ascending = numbers;
    }
    return numbers;
  }

  private static int[] numbers(int size) {
    int[] numbers = new int[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = i;
    }
    return numbers;
  }
}
