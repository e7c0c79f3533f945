package dev.firn.fuzz;

import dev.firn.base.text.ErrorRenderer;
import dev.firn.base.text.ErrorReport.Level;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.ParseError;
import dev.firn.lang.error.Reports;
import dev.firn.lang.syntax.AstPrinter;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.ParseOptions;
import dev.firn.lang.syntax.ParseOptions.Lint;
import dev.firn.lang.syntax.Parser;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.SourcePrinter;
import dev.firn.lang.syntax.SyntaxError;

/** The language's syntax: a text is refused with a message at a place in it, or printed and read again as the same tree. */
final class SyntaxTarget implements Target {
  private static final ParseOptions PLAIN = options(false, Lint.IGNORE);
  private static final ParseOptions WARNING = options(true, Lint.WARN);
  private static final ParseOptions STRICT = options(true, Lint.FATAL);

  private static ParseOptions options(boolean pipes, Lint lint) {
    return new ParseOptions(
        "/base", () -> "/home/somebody", pipes, lint, lint, lint, (message, position) -> {});
  }

  /** The tree of an expression. */
  static Expr parse(String text) {
    return Parser.parse(Source.string(text), new Positions(), PLAIN);
  }

  @Override
  public void check(String input) {
    Positions positions = new Positions();
    Expr expr;
    try {
      expr = Parser.parse(Source.string(input), positions, optionsFor(input));
    } catch (SyntaxError error) {
      refused(error, positions);
      return;
    }
    AstPrinter.print(expr);
    String printed = SourcePrinter.print(expr);
    Expr again = parse(printed);
    // A path below the home directory may have .. in it, which no other literal can say.
    if (!input.contains("~/")) {
      Target.require(Trees.same(expr, again), "another tree when read again: " + printed);
      Target.same(printed, SourcePrinter.print(again), "another text when printed again");
    }
  }

  /** The options go by the last byte, so that every input is tried with the same ones always. */
  private static ParseOptions optionsFor(String input) {
    int last = input.isEmpty() ? 0 : input.charAt(input.length() - 1);
    return switch (last & 3) {
      case 0 -> WARNING;
      case 1 -> STRICT;
      default -> PLAIN;
    };
  }

  private static void refused(SyntaxError error, Positions positions) {
    for (SyntaxError.Problem problem : error.further()) {
      shown(new EvalError(problem.message(), problem.position()), positions);
    }
    shown(new ParseError(error), positions);
  }

  private static void shown(EvalError error, Positions positions) {
    Target.require(
        error.position() == Positions.NONE || positions.resolve(error.position()) != null,
        "an error outside of the text: " + error.text());
    String text = ErrorRenderer.render(Reports.of(error, Level.ERROR, positions), true, false);
    Target.require(text.startsWith("error:"), "no report: " + text);
  }
}
