package dev.firn.lang.syntax;

/** The tokens of a text, with one token of lookahead that is read only when somebody asks. */
final class Tokens {
  private final Lexer lexer;
  private final int base;
  private final TextNames names;

  /** Whether the lexer's token is the next one. */
  private boolean ready;

  /**
   * The tokens that a lexer gives.
   *
   * @param base the position of the text's first byte
   * @param names notes the names
   */
  Tokens(Lexer lexer, int base, TextNames names) {
    this.lexer = lexer;
    this.base = base;
    this.names = names;
  }

  /** The lexer, for the bounds and the value of the next token. */
  Lexer lexer() {
    return lexer;
  }

  /** The kind of the next token, which stays. */
  int peek() {
    if (!ready) {
      lexer.next();
      ready = true;
    }
    return lexer.kind;
  }

  /** The offset of the next token. */
  int offset() {
    peek();
    return lexer.begin;
  }

  /** The position of an offset. */
  int position(int offset) {
    return base + offset;
  }

  /** Goes past the token that was looked at. */
  void take() {
    ready = false;
  }

  /** Goes past the next token if it is of that kind. */
  boolean accept(int kind) {
    if (peek() != kind) {
      return false;
    }
    ready = false;
    return true;
  }

  /** Goes past the next token, which must be of that kind. */
  void expect(int kind) {
    if (!accept(kind)) {
      throw unexpected(kind);
    }
  }

  /** How many braces and quotes are open in front of the next token. */
  int depth() {
    return ready ? lexer.depthBefore : lexer.depth();
  }

  /** The symbol of the identifier that was looked at last. */
  Symbol symbol() {
    return symbol(lexer.begin, lexer.end, lexer.hash);
  }

  /** The symbol of an identifier, of which the lexer gave bounds and hash code. */
  Symbol symbol(int begin, int end, int hash) {
    return names.meet(Symbol.of(lexer.text(), begin, end, hash));
  }

  /** The symbol of a name. */
  Symbol symbol(String name) {
    return names.meet(Symbol.of(name));
  }

  /** The names that were met. */
  TextNames names() {
    return names;
  }

  /** The error that the next token may not stand where it stands; {@code expected} may, if there are few such kinds. */
  SyntaxError unexpected(int... expected) {
    StringBuilder message = new StringBuilder("syntax error, unexpected ");
    message.append(Token.name(lexer.kind));
    String separator = ", expecting ";
    for (int kind : expected) {
      message.append(separator).append(Token.name(kind));
      separator = " or ";
    }
    return new SyntaxError(message.toString(), base + lexer.begin);
  }
}
