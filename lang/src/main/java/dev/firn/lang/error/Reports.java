package dev.firn.lang.error;

import dev.firn.base.text.ErrorReport;
import dev.firn.base.text.SourcePosition;
import dev.firn.lang.syntax.Position;
import dev.firn.lang.syntax.Positions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of errors what people are shown. */
public final class Reports {
  private Reports() {}

  /** What there is to tell about an error, or about a warning that is held in one. */
  public static ErrorReport of(EvalError error, ErrorReport.Level level, Positions positions) {
    return new ErrorReport(
        level,
        error.text(),
        place(error.position(), positions),
        traces(error.traces(), positions),
        error.suggestions(),
        error.exitStatus());
  }

  private static List<ErrorReport.Trace> traces(@Nullable Trace outermost, Positions positions) {
    List<ErrorReport.Trace> traces = new ArrayList<>();
    for (Trace trace = outermost; trace != null; trace = trace.inner()) {
      traces.add(
          new ErrorReport.Trace(trace.hint(), place(trace.position(), positions), trace.always()));
    }
    return traces;
  }

  private static @Nullable SourcePosition place(int number, Positions positions) {
    Position position = positions.resolve(number);
    return position == null
        ? null
        : new SourcePosition(
            position.source().displayName(),
            position.line(),
            position.column(),
            position.source().text());
  }
}
