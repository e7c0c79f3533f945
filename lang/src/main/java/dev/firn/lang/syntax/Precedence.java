package dev.firn.lang.syntax;

/** How tightly operators bind; higher is tighter. */
final class Precedence {
  static final int LOWEST = 1;
  static final int IMPL = 1;
  static final int OR = 2;
  static final int AND = 3;
  static final int EQUAL = 4;
  static final int COMPARE = 5;
  static final int UPDATE = 6;
  static final int NOT = 7;
  static final int SUM = 8;
  static final int PRODUCT = 9;
  static final int CONCAT = 10;
  static final int HAS_ATTR = 11;
  static final int NEGATE = 12;

  private static final byte[] OF_TOKEN = new byte[Token.COUNT];

  static {
    OF_TOKEN[Token.IMPL] = IMPL;
    OF_TOKEN[Token.OR] = OR;
    OF_TOKEN[Token.AND] = AND;
    OF_TOKEN[Token.EQ] = EQUAL;
    OF_TOKEN[Token.NEQ] = EQUAL;
    OF_TOKEN[Token.LT] = COMPARE;
    OF_TOKEN[Token.GT] = COMPARE;
    OF_TOKEN[Token.LEQ] = COMPARE;
    OF_TOKEN[Token.GEQ] = COMPARE;
    OF_TOKEN[Token.UPDATE] = UPDATE;
    OF_TOKEN[Token.PLUS] = SUM;
    OF_TOKEN[Token.MINUS] = SUM;
    OF_TOKEN[Token.TIMES] = PRODUCT;
    OF_TOKEN[Token.DIVIDE] = PRODUCT;
    OF_TOKEN[Token.CONCAT] = CONCAT;
    OF_TOKEN[Token.QUESTION] = HAS_ATTR;
  }

  private Precedence() {}

  /** The precedence of an infix operator, 0 for any other token. */
  static int of(int kind) {
    return OF_TOKEN[kind];
  }

  /** Whether {@code a op b op c} means {@code a op (b op c)}. */
  static boolean groupsRight(int precedence) {
    return precedence == IMPL || precedence == UPDATE || precedence == CONCAT;
  }

  /** Whether {@code a op b op c} is an error. */
  static boolean groupsNever(int precedence) {
    return precedence == EQUAL || precedence == COMPARE;
  }
}
