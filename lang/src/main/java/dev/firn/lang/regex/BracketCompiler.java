package dev.firn.lang.regex;

import dev.firn.lang.regex.Scanner.Token;

/** Compiles bracket expressions such as {@code [a-z[:digit:]_]} to sets of bytes. */
final class BracketCompiler {
  private static final int NOTHING = -1;
  private static final int CLASS = -2;

  private final Scanner scanner;
  private ByteSet set = new ByteSet();

  /** What was read last: a byte that may begin a range, {@link #CLASS} or {@link #NOTHING}. */
  private int last;

  BracketCompiler(Scanner scanner) {
    this.scanner = scanner;
  }

  /** Reads from the opening bracket past the closing one. */
  ByteSet compile() {
    boolean negated = scanner.token() == Token.NEGATED_BRACKET_BEGIN;
    set = new ByteSet();
    last = NOTHING;
    scanner.advance();
    if (scanner.token() == Token.DASH) {
      push('-');
      scanner.advance();
    }
    while (scanner.token() != Token.BRACKET_END) {
      term();
    }
    scanner.advance();
    if (negated) {
      set.complement();
    }
    return set;
  }

  private void push(int b) {
    set.add(b);
    last = b;
  }

  private void term() {
    String value = scanner.value();
    switch (scanner.token()) {
      case CHAR -> {
        push(value.charAt(0));
        scanner.advance();
      }
      case COLLATING_ELEMENT -> {
        push(collatingElement(value));
        scanner.advance();
      }
      case EQUIVALENCE_CLASS -> {
        addEquivalents(collatingElement(value));
        last = CLASS;
        scanner.advance();
      }
      case CLASS -> {
        if (!ByteClass.addTo(set, value)) {
          throw scanner.error("an unknown character class");
        }
        last = CLASS;
        scanner.advance();
      }
      case DASH -> {
        scanner.advance();
        dash();
      }
      default -> throw scanner.error("an unfinished bracket expression");
    }
  }

  private int collatingElement(String name) {
    int b = ByteClass.collatingElement(name);
    if (b < 0) {
      throw scanner.error("an unknown collating element");
    }
    return b;
  }

  /** Bytes are equivalent if they differ in case only. */
  private void addEquivalents(int b) {
    for (int i = 0; i < 128; i++) {
      if (ByteClass.toLower(i) == ByteClass.toLower(b)) {
        set.add(i);
      }
    }
  }

  /** A dash that is not the first in the brackets is either the last, or makes a range. */
  private void dash() {
    if (scanner.token() == Token.BRACKET_END) {
      push('-');
    } else if (last < 0) {
      throw scanner.error("a range without a beginning");
    } else if (scanner.token() == Token.CHAR) {
      addRange(last, scanner.value().charAt(0));
    } else if (scanner.token() == Token.DASH) {
      addRange(last, '-');
    } else {
      throw scanner.error("a range without an end");
    }
  }

  /** Bytes are signed here: those above 127 come before the others. */
  private void addRange(int first, int end) {
    if ((byte) first > (byte) end) {
      throw scanner.error("a range that ends before it begins");
    }
    for (int b = (byte) first; b <= (byte) end; b++) {
      set.add(b & 0xff);
    }
    last = NOTHING;
    scanner.advance();
  }
}
