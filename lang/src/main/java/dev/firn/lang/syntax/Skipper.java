package dev.firn.lang.syntax;

/** Finds the end of a binding in which there is an error. */
final class Skipper {
  private final Tokens tokens;
  private final int braces;
  private final int close;

  /** How many semicolons belong to {@code with} and {@code assert}, not to the bindings. */
  private int semicolons;

  /** How many {@code let} were opened. */
  private int lets;

  /**
   * A skipper at the error.
   *
   * @param braces how many braces and quotes are open around the bindings
   * @param close what closes the bindings
   */
  Skipper(Tokens tokens, int braces, int close) {
    this.tokens = tokens;
    this.braces = braces;
    this.close = close;
  }

  /** Goes behind the binding's semicolon, or in front of what closes the bindings; says whether there is one of them. */
  boolean skip() {
    while (true) {
      int kind = next();
      int depth = tokens.depth();
      if (kind == Token.EOF || depth < braces) {
        return false;
      }
      if (depth == braces) {
        if (kind == Token.RBRACE || isEnd(kind)) {
          return kind == close || kind == Token.SEMICOLON;
        }
        count(kind);
      } else {
        tokens.take();
      }
    }
  }

  private int next() {
    while (true) {
      try {
        return tokens.peek();
      } catch (SyntaxError e) {
        // The lexer stands behind it; what is skipped need not be right.
      }
    }
  }

  /** Whether the bindings go on or end here; goes past a semicolon. */
  private boolean isEnd(int kind) {
    if (lets > 0) {
      return false;
    }
    if (kind == Token.SEMICOLON && semicolons == 0) {
      tokens.take();
      return true;
    }
    return kind == Token.IN && close == Token.IN;
  }

  private void count(int kind) {
    tokens.take();
    switch (kind) {
      case Token.WITH, Token.ASSERT -> semicolons++;
      case Token.SEMICOLON -> semicolons = Math.max(0, semicolons - 1);
      case Token.LET -> lets += next() == Token.LBRACE ? 0 : 1;
      case Token.IN -> lets = Math.max(0, lets - 1);
      default -> {
        // Nothing that has semicolons of its own.
      }
    }
  }
}
