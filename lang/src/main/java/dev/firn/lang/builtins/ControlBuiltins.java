package dev.firn.lang.builtins;

import dev.firn.lang.error.CatchableError;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.Deep;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Names;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.Shape;
import dev.firn.lang.value.Value;

/** What is evaluated when, and what happens when that fails. */
final class ControlBuiltins implements BuiltinLibrary {
  private static final Symbol SUCCESS = Symbol.of("success");

  /** The names of every result of {@code tryEval}. */
  private static final Shape OUTCOME =
      new AttrsBuilder(2)
          .add(SUCCESS, BoolValue.TRUE)
          .add(Names.VALUE, BoolValue.TRUE)
          .build()
          .shape();

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("__seq", 2, ControlBuiltins::seq)
        .add("__deepSeq", 2, ControlBuiltins::deepSeq)
        .add("throw", 1, ControlBuiltins::raise)
        .add("abort", 1, ControlBuiltins::abort)
        .add("__tryEval", 1, ControlBuiltins::tryEval)
        .addUntraced("__addErrorContext", 2, ControlBuiltins::addErrorContext);
  }

  private static Value seq(Evaluation ev, int position, Lazy[] args) {
    args[0].force(ev, Positions.NONE);
    return args[1].force(ev, Positions.NONE);
  }

  private static Value deepSeq(Evaluation ev, int position, Lazy[] args) {
    Deep.force(args[0], ev);
    return args[1].force(ev, Positions.NONE);
  }

  private static Value raise(Evaluation ev, int position, Lazy[] args) {
    String context = "while evaluating the error message passed to builtin.throw";
    throw new CatchableError(message(args[0], Coerce.Mode.COPY, context, ev), Positions.NONE);
  }

  private static Value abort(Evaluation ev, int position, Lazy[] args) {
    String context = "while evaluating the error message passed to builtins.abort";
    String message = message(args[0], Coerce.Mode.COPY, context, ev);
    throw new EvalError("evaluation aborted with the following error message: '" + message + "'");
  }

  private static String message(Lazy slot, Coerce.Mode mode, String purpose, Evaluation ev) {
    return Secrets.shown(Coerce.toString(slot, mode, ev, Positions.NONE, purpose));
  }

  private static Value tryEval(Evaluation ev, int position, Lazy[] args) {
    long mark = ev.mark();
    try {
      args[0].force(ev, Positions.NONE);
      return outcome(BoolValue.TRUE, args[0], ev);
    } catch (CatchableError failure) {
      ev.restore(mark);
      return outcome(BoolValue.FALSE, BoolValue.FALSE, ev);
    }
  }

  private static Attrs outcome(Value success, Lazy value, Evaluation ev) {
    Lazy[] values = new Lazy[2];
    values[OUTCOME.find(ev.meet(SUCCESS))] = success;
    values[OUTCOME.find(Names.VALUE)] = value;
    return new Attrs(OUTCOME, values, Positions.NONE);
  }

  private static Value addErrorContext(Evaluation ev, int position, Lazy[] args) {
    long mark = ev.mark();
    try {
      return args[1].force(ev, Positions.NONE);
    } catch (EvalError error) {
      ev.restore(mark);
      String context = "while evaluating the error message passed to builtins.addErrorContext";
      throw error.traceAlways(Positions.NONE, message(args[0], Coerce.Mode.PLAIN, context, ev));
    }
  }
}
