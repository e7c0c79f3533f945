package dev.firn.lang.syntax;

/**
 * Follows a text line by line, only so far as to know whether it can end there. It takes time for the new lines alone, where parsing
 * the text after each line would take time for all of it.
 *
 * <p>A text that can end may still be wrong, or go on; one that cannot end is incomplete or wrong.
 */
public final class OpenEnds {
  private final boolean pipeOperators;
  private Lexer lexer;

  /** How many brackets, {@code let}, {@code if} and {@code then} wait for their counterparts. */
  private int waiting;

  private int last = Token.EOF;
  private int lastEnd;
  private boolean wrong;

  /**
   * Stands in front of a text.
   *
   * @param pipeOperators whether {@code <|} and {@code |>} are allowed
   */
  public OpenEnds(boolean pipeOperators) {
    this.pipeOperators = pipeOperators;
    this.lexer = new Lexer(Source.string(""), 0, pipeOperators);
  }

  /** Takes some lines, which end in a newline. */
  public void add(String lines) {
    Lexer earlier = lexer;
    lexer = new Lexer(Source.string(lines), 0, pipeOperators);
    lexer.resume(earlier);
    lastEnd = -1;
    try {
      lexer.next();
      while (lexer.kind != Token.EOF) {
        follow();
        lexer.next();
      }
    } catch (SyntaxError _) {
      wrong = true;
    }
  }

  private void follow() {
    int kind = lexer.kind;
    boolean touches = lexer.begin == lastEnd;
    waiting +=
        switch (kind) {
          case Token.LPAREN, Token.LBRACKET, Token.LET -> 1;
          case Token.IF -> 2;
          case Token.RPAREN, Token.RBRACKET, Token.IN, Token.THEN, Token.ELSE -> -1;
          // The old form of let has no counterpart.
          case Token.LBRACE -> last == Token.LET ? -1 : 0;
          default -> 0;
        };
    // A comment that its line does not close is no comment yet, but a mistake.
    wrong |= waiting < 0 || (kind == Token.TIMES && last == Token.DIVIDE && touches);
    last = kind;
    lastEnd = lexer.end;
  }

  /** Whether the text could end here, or is wrong already. */
  public boolean canEnd() {
    return wrong || (waiting == 0 && lexer.depth() == 0 && !wantsMore(last));
  }

  /** Whether something must follow a token. */
  private static boolean wantsMore(int kind) {
    return switch (kind) {
      case Token.IF, Token.THEN, Token.ELSE, Token.ASSERT, Token.WITH, Token.LET, Token.IN -> true;
      case Token.REC, Token.DOT, Token.COLON, Token.AT, Token.COMMA, Token.ASSIGN -> true;
      case Token.QUESTION, Token.NOT, Token.EQ, Token.NEQ, Token.LEQ, Token.GEQ -> true;
      case Token.LT, Token.GT, Token.UPDATE, Token.CONCAT, Token.AND, Token.OR -> true;
      case Token.IMPL, Token.PIPE_FROM, Token.PIPE_INTO, Token.PLUS, Token.MINUS -> true;
      case Token.TIMES, Token.DIVIDE -> true;
      default -> false;
    };
  }
}
