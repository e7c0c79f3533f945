package dev.firn.lang.builtins;

import dev.firn.base.text.ErrorReport;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;
import java.util.List;

/** What a program says while it is evaluated. */
final class MessageBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    boolean abortOnWarn = evaluator.settings().abortOnWarn();
    registry
        .add("__trace", 2, MessageBuiltins::trace)
        .add(
            "__traceVerbose",
            2,
            evaluator.settings().traceVerbose() ? MessageBuiltins::trace : MessageBuiltins::second)
        .add("__warn", 2, (ev, position, args) -> warn(ev, args, abortOnWarn))
        .add("break", 1, (ev, position, args) -> args[0].force(ev, Positions.NONE));
  }

  private static Value second(Evaluation ev, int position, Lazy[] args) {
    return args[1].force(ev, Positions.NONE);
  }

  private static Value trace(Evaluation ev, int position, Lazy[] args) {
    ev.onlyMain();
    Value subject = args[0].force(ev, Positions.NONE);
    String text =
        subject instanceof StringValue string
            ? Secrets.shown(string)
            : ValuePrinter.print(subject, ValuePrinter.Options.TRACE, ev);
    ev.host().trace("trace: " + text);
    return args[1].force(ev, Positions.NONE);
  }

  private static Value warn(Evaluation ev, Lazy[] args, boolean abort) {
    ev.onlyMain();
    String context = "while evaluating the first argument; the message passed to builtins.warn";
    String text = Secrets.shown(Force.string(args[0], ev, Positions.NONE, context));
    ev.host()
        .report(
            new ErrorReport(
                ErrorReport.Level.EVALUATION_WARNING, text, null, List.of(), List.of(), 0));
    if (abort) {
      throw new EvalError("aborting to reveal stack trace of warning, as abort-on-warn is set");
    }
    return args[1].force(ev, Positions.NONE);
  }
}
