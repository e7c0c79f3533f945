package dev.firn.app.eval;

import dev.firn.base.text.ErrorReport;
import dev.firn.base.text.ErrorReport.Level;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.error.ParseError;
import dev.firn.lang.error.Reports;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.SyntaxError;
import java.util.ArrayList;
import java.util.List;

/** Turns errors of the language into reports for people. */
public final class ErrorReports {
  private ErrorReports() {}

  /**
   * The reports of an error, to be shown in this order: of a text with several syntax errors the one that Nix would report comes last.
   *
   * @param positions what the error's positions mean
   */
  public static List<ErrorReport> of(EvalError error, Positions positions) {
    List<ErrorReport> reports = new ArrayList<>();
    if (error instanceof ParseError syntax) {
      for (SyntaxError.Problem problem : syntax.further().reversed()) {
        EvalError further = new EvalError(problem.message(), problem.position());
        reports.add(Reports.of(further, Level.ERROR, positions));
      }
    }
    reports.add(Reports.of(error, Level.ERROR, positions));
    return reports;
  }
}
