package dev.firn.lang.regex;

import java.util.Arrays;

/** A growing stack of numbers. */
final class IntStack {
  private int[] items = new int[16];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return items[index];
  }

  void push(int item) {
    if (size == items.length) {
      items = Arrays.copyOf(items, 2 * size);
    }
    items[size++] = item;
  }

  int[] toArray() {
    return Arrays.copyOf(items, size);
  }

  int pop() {
    return items[--size];
  }
}
