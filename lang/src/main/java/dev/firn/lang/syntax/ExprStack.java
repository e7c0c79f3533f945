package dev.firn.lang.syntax;

import java.util.Arrays;
import java.util.List;

/** Collects the elements of lists and the arguments of calls, also while those within them are collected. */
final class ExprStack {
  private static final Expr[] NONE = {};

  private Expr[] exprs = NONE;
  private int top;

  /** Where a new collection starts. */
  int mark() {
    return top;
  }

  void push(Expr expr) {
    if (top == exprs.length) {
      exprs = Arrays.copyOf(exprs, top == 0 ? 64 : 2 * top);
    }
    exprs[top++] = expr;
  }

  void pushAll(List<Expr> more) {
    for (Expr expr : more) {
      push(expr);
    }
  }

  /** Takes away what was pushed since the mark. */
  List<Expr> pop(int mark) {
    List<Expr> popped = Arrays.asList(Arrays.copyOfRange(exprs, mark, top));
    top = mark;
    return popped;
  }
}
