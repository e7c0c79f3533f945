package dev.firn.lang.regex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A large table of bits, of which only the pages that were written take memory. */
final class BitTable {
  private static final int PAGE_BITS = 15;

  private long[] @Nullable [] pages;
  private final int firstPageWords;

  /** A table of {@code size} bits, all false. */
  BitTable(long size) {
    firstPageWords = (int) Math.min((size >> 6) + 1, 1 << (PAGE_BITS - 6));
    pages = new long[(int) Math.min((size >> PAGE_BITS) + 1, 16)][];
  }

  boolean get(long bit) {
    int number = (int) (bit >> PAGE_BITS);
    long[] page = number < pages.length ? pages[number] : null;
    return page != null && (page[word(bit)] >>> bit & 1) != 0;
  }

  void set(long bit) {
    int number = (int) (bit >> PAGE_BITS);
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number + 1, 2 * pages.length));
    }
    long[] page = pages[number];
    if (page == null) {
      page = new long[number == 0 ? firstPageWords : 1 << (PAGE_BITS - 6)];
      pages[number] = page;
    }
    page[word(bit)] |= 1L << bit;
  }

  void clear(long bit) {
    int number = (int) (bit >> PAGE_BITS);
    long[] page = number < pages.length ? pages[number] : null;
    if (page != null) {
      page[word(bit)] &= ~(1L << bit);
    }
  }

  private static int word(long bit) {
    return (int) bit >> 6 & (1 << (PAGE_BITS - 6)) - 1;
  }
}
