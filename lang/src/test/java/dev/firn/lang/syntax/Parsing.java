package dev.firn.lang.syntax;

import dev.firn.lang.syntax.ParseOptions.Lint;
import java.util.ArrayList;
import java.util.List;

/** Parses texts for tests: in the directory {@code /base}, at home in {@code /home/me}, with pipe operators. */
final class Parsing {
  private Parsing() {}

  static ParseOptions options() {
    return new ParseOptions(
        "/base",
        () -> "/home/me",
        true,
        Lint.IGNORE,
        Lint.IGNORE,
        Lint.IGNORE,
        (message, position) -> {});
  }

  static Expr parse(String text) {
    return Parser.parse(Source.string(text), new Positions(), options());
  }

  /** The error of a text that is wrong, and those after it, each as {@code MESSAGE @ LINE:COLUMN}. */
  static List<String> errors(String text) {
    Positions positions = new Positions();
    try {
      Expr expr = Parser.parse(Source.string(text), positions, options());
      throw new AssertionError("read as " + AstPrinter.print(expr));
    } catch (SyntaxError e) {
      List<String> errors = new ArrayList<>();
      errors.add(shown(e.getMessage(), positions.resolve(e.position())));
      for (SyntaxError.Problem problem : e.further()) {
        errors.add(shown(problem.message(), positions.resolve(problem.position())));
      }
      return errors;
    }
  }

  private static String shown(String message, Position at) {
    return at == null ? message : message + " @ " + at.line() + ":" + at.column();
  }
}
