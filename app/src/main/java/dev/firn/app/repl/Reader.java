package dev.firn.app.repl;

import dev.firn.lang.error.ParseError;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.ParseOptions;
import dev.firn.lang.syntax.Parser;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.SyntaxError;

/** Reads what a user entered: an expression, or bindings. */
final class Reader {
  private static final String END_OF_TEXT = "unexpected end of file";

  private final Evaluator evaluator;
  private final String directory;

  Reader(Evaluator evaluator, String directory) {
    this.evaluator = evaluator;
    this.directory = directory;
  }

  /**
   * Reads an expression.
   *
   * @throws Incomplete if it goes on in the next line
   * @throws ParseError if it is none
   */
  Expr expression(String text) {
    try {
      return Parser.parse(Source.string(text), evaluator.positions(), options());
    } catch (SyntaxError error) {
      throw isCut(error) ? new Incomplete() : new ParseError(error);
    }
  }

  /**
   * Reads bindings, of which the last may do without its semicolon, or else an expression.
   *
   * @return an {@link Expr.Attrs} without braces around it, or an expression
   */
  Expr bindingsOrExpression(String text) {
    SyntaxError cut;
    try {
      return bindings(text);
    } catch (SyntaxError error) {
      cut = error;
    }
    try {
      return openBindings(text);
    } catch (SyntaxError error) {
      if (isCut(error)) {
        throw new Incomplete();
      }
    }
    try {
      return Parser.parse(Source.string(text), evaluator.positions(), options());
    } catch (SyntaxError error) {
      throw isCut(error) || isCut(cut) ? new Incomplete() : new ParseError(error);
    }
  }

  private Expr bindings(String text) {
    return Parser.parseBindings(Source.string(text), evaluator.positions(), options());
  }

  private Expr openBindings(String text) {
    return Parser.parseOpenBindings(Source.string(text), evaluator.positions(), options());
  }

  private ParseOptions options() {
    return evaluator.parseOptions(directory);
  }

  private static boolean isCut(SyntaxError error) {
    return error.getMessage().contains(END_OF_TEXT);
  }
}
