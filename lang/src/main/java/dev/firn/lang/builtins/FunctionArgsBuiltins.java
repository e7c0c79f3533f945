package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FunctionValue;
import dev.firn.lang.value.Lambda;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** {@code functionArgs}: what a function takes. */
final class FunctionArgsBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry.add("__functionArgs", 1, (ev, position, args) -> functionArgs(ev, args[0]));
  }

  private static Value functionArgs(Evaluation ev, Lazy slot) {
    Value value = slot.force(ev, Positions.NONE);
    if (!(value instanceof FunctionValue)) {
      throw new EvalError("'functionArgs' requires a function");
    }
    Expr.Formals formals = value instanceof Lambda lambda ? lambda.code.syntax().formals() : null;
    return formals == null ? Attrs.EMPTY : describe(formals);
  }

  /** Each name, with whether it has a default. */
  private static Attrs describe(Expr.Formals formals) {
    AttrsBuilder attrs = new AttrsBuilder(formals.formals().size());
    for (Expr.Formal formal : formals.formals()) {
      attrs.add(formal.name(), BoolValue.of(formal.fallback() != null), formal.position());
    }
    return attrs.build();
  }
}
