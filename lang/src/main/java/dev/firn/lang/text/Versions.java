package dev.firn.lang.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Versions as builtins.compareVersions and builtins.splitVersion understand them: components that are runs of digits
 * or runs of other bytes, separated by dots and dashes that do not count.
 */
public final class Versions {
  private Versions() {}

  /** The components of a version. */
  public static List<String> split(String version) {
    List<String> components = new ArrayList<>();
    int at = skipSeparators(version, 0);
    while (at < version.length()) {
      int end = componentEnd(version, at);
      components.add(version.substring(at, end));
      at = skipSeparators(version, end);
    }
    return components;
  }

  /**
   * Compares two versions component by component; what is missing at the end is the empty component.
   *
   * @return -1, 0 or 1
   */
  public static int compare(String a, String b) {
    int atA = 0;
    int atB = 0;
    while (atA < a.length() || atB < b.length()) {
      int startA = skipSeparators(a, atA);
      int startB = skipSeparators(b, atB);
      atA = componentEnd(a, startA);
      atB = componentEnd(b, startB);
      String componentA = a.substring(startA, atA);
      String componentB = b.substring(startB, atB);
      if (isLess(componentA, componentB)) {
        return -1;
      }
      if (isLess(componentB, componentA)) {
        return 1;
      }
    }
    return 0;
  }

  /** Numbers sort after text, except after nothing at all; {@code pre} sorts before everything, nothing included. */
  private static boolean isLess(String a, String b) {
    long numberA = number(a);
    long numberB = number(b);
    if (numberA >= 0 && numberB >= 0) {
      return numberA < numberB;
    }
    if (a.isEmpty() && numberB >= 0) {
      return true;
    }
    if (a.equals("pre") && !b.equals("pre")) {
      return true;
    }
    if (b.equals("pre")) {
      return false;
    }
    if (numberB >= 0) {
      return true;
    }
    return numberA < 0 && a.compareTo(b) < 0;
  }

  /** The value of a run of digits that fits 32 bits with a sign, otherwise -1: larger runs are text. */
  private static long number(String component) {
    if (component.isEmpty() || !isDigit(component.charAt(0))) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < component.length(); i++) {
      value = value * 10 + component.charAt(i) - '0';
      if (value > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return value;
  }

  private static int skipSeparators(String version, int from) {
    int at = from;
    while (at < version.length() && isSeparator(version.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int componentEnd(String version, int from) {
    if (from == version.length()) {
      return from;
    }
    boolean digits = isDigit(version.charAt(from));
    int at = from;
    while (at < version.length()
        && isDigit(version.charAt(at)) == digits
        && !isSeparator(version.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '-';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
