package dev.firn.lang.syntax;

import dev.firn.lang.syntax.Expr.Lambda;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives functions what is known only after they are read: their name and their documentation. A curried function is several
 * functions, each the body of the one before, perhaps thousands; all of them get it.
 */
final class Lambdas {
  private Lambdas() {}

  /** The expression, with a name if it is a function. */
  static Expr named(Expr value, Symbol name) {
    List<Lambda> chain = new ArrayList<>(2);
    Expr body = value;
    while (body instanceof Lambda lambda) {
      chain.add(lambda);
      body = lambda.body();
    }
    for (int i = chain.size() - 1; i >= 0; i--) {
      Lambda l = chain.get(i);
      body = new Lambda(l.position(), name, l.arg(), l.formals(), body, l.doc());
    }
    return body;
  }

  /**
   * The expression, with a documentation comment if it is a function that has none. It is handed down to the first function
   * that has one.
   *
   * @param doc the comment's position, or {@link Positions#NONE}
   */
  static Expr documented(Expr value, int doc) {
    if (doc == Positions.NONE) {
      return value;
    }
    List<Lambda> chain = new ArrayList<>(2);
    Expr body = value;
    while (body instanceof Lambda lambda && lambda.doc() == Positions.NONE) {
      chain.add(lambda);
      body = lambda.body();
    }
    for (int i = chain.size() - 1; i >= 0; i--) {
      Lambda l = chain.get(i);
      body = new Lambda(l.position(), l.name(), l.arg(), l.formals(), body, doc);
    }
    return body;
  }
}
