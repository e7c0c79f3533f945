package dev.firn.base.text;

/** Escape sequences that colour a terminal's text (ECMA-48, SGR), and what a stream may get of them. */
public final class Ansi {
  /** Ends all colours. */
  public static final String NORMAL = "\u001b[0m";

  /** Errors. */
  public static final String RED = "\u001b[31;1m";

  /** Bold. */
  public static final String BOLD = "\u001b[1m";

  /** Information. */
  public static final String GREEN = "\u001b[32;1m";

  /** Where something is. */
  public static final String BLUE = "\u001b[34;1m";

  /** Warnings, and the values that a message names. */
  public static final String MAGENTA = "\u001b[35;1m";

  private Ansi() {}

  /**
   * Makes a message fit for a stream: escape sequences other than colours are left out, without {@code colours} those
   * too; tabs become spaces up to the next multiple of eight columns, counted from the beginning of the message as
   * Nix does; carriage returns and bells are left out.
   *
   * @param message bytes that should be UTF-8; others pass unchanged
   */
  public static String filter(String message, boolean colours) {
    return needsFilter(message) ? new Filter(message, colours).run() : message;
  }

  private static boolean needsFilter(String message) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (c == '\u001b' || c == '\t' || c == '\r' || c == '\u0007') {
        return true;
      }
    }
    return false;
  }

  /** One pass over a message. */
  private static final class Filter {
    private final String text;
    private final boolean colours;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private long column;

    Filter(String text, boolean colours) {
      this.text = text;
      this.colours = colours;
    }

    String run() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '\u001b') {
          escape();
        } else if (c == '\t') {
          tab();
        } else if (c == '\r' || c == '\u0007') {
          at++;
        } else {
          character();
        }
      }
      return out.toString();
    }

    private void escape() {
      int from = at++;
      boolean colour = false;
      if (isNext('[', '[')) {
        at++;
        skip('0', '?');
        skip(' ', '/');
        if (isNext('@', '~')) {
          colour = text.charAt(at++) == 'm';
        }
      } else if (isNext(']', ']')) {
        operatingSystemCommand();
      } else if (isNext('@', '_')) {
        at++;
      }
      if (colour && colours) {
        out.append(text, from, at);
      }
    }

    private boolean isNext(char least, char greatest) {
      return at < text.length() && text.charAt(at) >= least && text.charAt(at) <= greatest;
    }

    private void skip(char least, char greatest) {
      while (isNext(least, greatest)) {
        at++;
      }
    }

    /** Such a command, for instance a link, ends with a bell or with an escape and a backslash. */
    private void operatingSystemCommand() {
      while (at < text.length() && text.charAt(at) != '\u001b' && text.charAt(at) != '\u0007') {
        at++;
      }
      if (at < text.length() && text.charAt(at++) == '\u001b' && isNext('\\', '\\')) {
        at++;
      }
    }

    private void tab() {
      do {
        out.append(' ');
        column++;
      } while (column % 8 != 0);
      at++;
    }

    private void character() {
      int length = DisplayWidth.characterLength(text, at);
      column += DisplayWidth.of(text, at, length);
      out.append(text, at, at + length);
      at += length;
    }
  }
}
