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
  private boolean atEnd;

  Reader(Evaluator evaluator, String directory) {
    this.evaluator = evaluator;
    this.directory = directory;
  }

  /** Says that no line follows: what is incomplete is wrong from now on. */
  void endOfLines() {
    atEnd = true;
  }

  /**
   * Reads an expression.
   *
   * @throws Incomplete if it goes on in the next line
   * @throws ParseError if it is none
   */
  Expr expression(String text) {
    Source source = Source.string(text);
    try {
      return Parser.parse(source, evaluator.positions(), options());
    } catch (SyntaxError error) {
      throw isCut(error) ? incomplete(source) : new ParseError(error);
    }
  }

  /**
   * Reads bindings, of which the last may do without its semicolon, or else an expression.
   *
   * @return an {@link Expr.Attrs} without braces around it, or an expression
   */
  Expr bindingsOrExpression(String text) {
    Source source = Source.string(text);
    SyntaxError inBindings;
    try {
      return Parser.parseBindings(source, evaluator.positions(), options());
    } catch (SyntaxError error) {
      inBindings = error;
      evaluator.positions().forget(source);
    }
    SyntaxError inOpenBindings;
    try {
      return Parser.parseOpenBindings(source, evaluator.positions(), options());
    } catch (SyntaxError error) {
      inOpenBindings = error;
      evaluator.positions().forget(source);
    }
    try {
      return Parser.parse(source, evaluator.positions(), options());
    } catch (SyntaxError error) {
      boolean cut = isCut(inBindings) || isCut(inOpenBindings) || isCut(error);
      throw cut
          ? incomplete(source)
          : new ParseError(later(later(error, inBindings), inOpenBindings));
    }
  }

  private RuntimeException incomplete(Source source) {
    evaluator.positions().forget(source);
    return new Incomplete();
  }

  /** Of two errors in the same text, the one before which more of it made sense. */
  private static SyntaxError later(SyntaxError error, SyntaxError other) {
    return other.position() > error.position() ? other : error;
  }

  private ParseOptions options() {
    return evaluator.parseOptions(directory);
  }

  private boolean isCut(SyntaxError error) {
    return !atEnd && error.getMessage().contains(END_OF_TEXT);
  }
}
