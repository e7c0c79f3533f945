package dev.firn.lang.builtins;

import dev.firn.lang.value.Lazy;

/**
 * The stable sort of Nix: peeksort, a merge sort that makes use of runs (Munro and Wild, 2018), with insertion sort for short
 * ranges. It compares the same elements in the same order as Nix does, which a program can see through errors, traces and
 * comparators that are no order. Whatever the comparator says, the result is a permutation.
 */
final class PeekSort {
  /** Ranges up to this length are sorted by insertion. */
  private static final int SHORT = 16;

  private final Lazy[] items;
  private final Lazy[] buffer;
  private final Less less;

  /** Whether one element stands before another. */
  @FunctionalInterface
  interface Less {
    /** Says so. */
    boolean test(Lazy left, Lazy right);
  }

  private PeekSort(Lazy[] items, Less less) {
    this.items = items;
    this.buffer = new Lazy[items.length];
    this.less = less;
  }

  /** Sorts an array. */
  static void sort(Lazy[] items, Less less) {
    if (items.length > 2) {
      new PeekSort(items, less).sort(0, items.length, 0, items.length);
    } else if (items.length == 2 && less.test(items[1], items[0])) {
      swap(items, 0);
    }
  }

  /** Sorts from {@code begin} to {@code end}, of which the parts up to {@code left} and from {@code right} on are sorted. */
  private void sort(int begin, int end, int left, int right) {
    if (left == end || right == begin) {
      return;
    }
    if (end - begin <= SHORT) {
      insert(begin, end);
      return;
    }
    int middle = begin + (end - begin) / 2;
    if (middle <= left) {
      sort(left, end, left + 1, right);
      merge(begin, left, end);
    } else if (middle >= right) {
      sort(begin, right, left, right - 1);
      merge(begin, right, end);
    } else {
      split(begin, end, left, right, middle);
    }
  }

  /** Sorts and merges what is before and after one end of the run in the middle: the end that is nearer to the middle. */
  private void split(int begin, int end, int left, int right, int middle) {
    boolean descending = less(middle, middle - 1);
    int from = runStart(left, middle, descending);
    int to = runEnd(middle - 1, right, descending);
    if (descending) {
      reverse(from, to);
    }
    if (from == begin && to == end) {
      return;
    }
    if (middle - from < to - middle) {
      sort(begin, from, left, from - 1);
      sort(from, end, to, right);
      merge(begin, from, end);
    } else {
      sort(begin, to, left, from);
      sort(to, end, to + 1, right);
      merge(begin, to, end);
    }
  }

  private boolean less(int left, int right) {
    return less.test(items[left], items[right]);
  }

  /** Where the run begins that ends before {@code end}, at {@code begin} or later. */
  private int runStart(int begin, int end, boolean descending) {
    if (begin == end) {
      return end;
    }
    int at = end;
    while (at - 1 > begin && less(at - 1, at - 2) == descending) {
      at--;
    }
    return at - 1;
  }

  /** Where the run ends that starts at {@code begin}, at {@code end} or earlier. */
  private int runEnd(int begin, int end, boolean descending) {
    if (begin == end) {
      return begin;
    }
    int at = begin;
    while (at + 1 != end && less(at + 1, at) == descending) {
      at++;
    }
    return at + 1;
  }

  private void reverse(int from, int to) {
    for (int i = from, j = to - 1; i < j; i++, j--) {
      Lazy item = items[i];
      items[i] = items[j];
      items[j] = item;
    }
  }

  private void insert(int begin, int end) {
    for (int next = begin + 1; next < end; next++) {
      for (int at = next; at > begin && less(at, at - 1); at--) {
        swap(items, at - 1);
      }
    }
  }

  private static void swap(Lazy[] items, int at) {
    Lazy item = items[at];
    items[at] = items[at + 1];
    items[at + 1] = item;
  }

  private void merge(int begin, int middle, int end) {
    System.arraycopy(items, begin, buffer, begin, end - begin);
    int left = begin;
    int right = middle;
    int out = begin;
    while (left < middle && right < end) {
      items[out++] = less.test(buffer[right], buffer[left]) ? buffer[right++] : buffer[left++];
    }
    System.arraycopy(buffer, left, items, out, middle - left);
    System.arraycopy(buffer, right, items, out + middle - left, end - right);
  }
}
