package dev.firn.lang.flake;

import org.jspecify.annotations.Nullable;

/** Numbers in queries. */
final class Numbers {
  private Numbers() {}

  /** A decimal number of 64 bits without a sign, perhaps after a plus; null if the text is none. */
  static @Nullable InputAttribute parse(String text) {
    String digits = text.startsWith("+") ? text.substring(1) : text;
    if (digits.isEmpty() || digits.charAt(0) < '0' || digits.charAt(0) > '9') {
      return null;
    }
    try {
      return new InputAttribute.Number(Long.parseUnsignedLong(digits));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
