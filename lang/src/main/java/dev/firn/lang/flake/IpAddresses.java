package dev.firn.lang.flake;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Internet addresses as text. */
final class IpAddresses {
  private IpAddresses() {}

  /** Whether a text is four decimal numbers with dots. */
  static boolean isV4(String text) {
    return parseV4(text) >= 0;
  }

  private static long parseV4(String text) {
    long address = 0;
    int start = 0;
    for (int i = 0; i < 4; i++) {
      int dot = i == 3 ? text.length() : text.indexOf('.', start);
      int octet = dot < 0 ? -1 : octet(text.substring(start, dot));
      if (octet < 0) {
        return -1;
      }
      address = address << 8 | octet;
      start = dot + 1;
    }
    return address;
  }

  private static int octet(String text) {
    if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value > 255 ? -1 : value;
  }

  /** The eight words of an address of version 6, or null if the text is none. */
  static int @Nullable [] parseV6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      int[] words = words(text);
      return words != null && words.length == 8 ? words : null;
    }
    int[] left = gap == 0 ? new int[0] : words(text.substring(0, gap));
    int[] right = gap + 2 == text.length() ? new int[0] : words(text.substring(gap + 2));
    if (left == null || right == null || left.length + right.length > 7) {
      return null;
    }
    int[] all = new int[8];
    System.arraycopy(left, 0, all, 0, left.length);
    System.arraycopy(right, 0, all, 8 - right.length, right.length);
    return all;
  }

  /** The words between colons; the last two may be an address of version 4. Null if there are others, or too many. */
  private static int @Nullable [] words(String text) {
    int[] words = new int[9];
    int count = 0;
    int start = 0;
    while (start <= text.length() && count < 8) {
      int colon = text.indexOf(':', start);
      String part = text.substring(start, colon < 0 ? text.length() : colon);
      long v4 = colon < 0 ? parseV4(part) : -1;
      if (v4 >= 0) {
        words[count++] = (int) (v4 >> 16);
        words[count++] = (int) (v4 & 0xffff);
      } else {
        int word = word(part);
        if (word < 0) {
          return null;
        }
        words[count++] = word;
      }
      start = colon < 0 ? text.length() + 1 : colon + 1;
    }
    return start <= text.length() || count > 8 ? null : Arrays.copyOf(words, count);
  }

  private static int word(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  /** The short form of an address of version 6 (RFC 5952). */
  static String formatV6(int[] words) {
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && words[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(end, i);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        out.append("::");
        i += length - 1;
      } else {
        out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":");
        out.append(Integer.toHexString(words[i]));
      }
    }
    return out.toString();
  }
}
