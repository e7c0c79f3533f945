package dev.firn.lang.select;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lambda;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;
import java.util.List;

/** Calls functions that name their arguments with arguments that a user gave by name: {@code --arg}, {@code --argstr}. */
public final class AutoCall {
  private static final Symbol FUNCTOR = Symbol.of("__functor");

  private AutoCall() {}

  /**
   * The value of a slot; if that is a function which takes a set apart, its result.
   *
   * @param arguments by name; a function that does not take all gets those that it takes
   * @throws EvalError if an argument without a default is not among them
   */
  public static Value call(Lazy slot, Attrs arguments, Evaluation ev) {
    Value value = slot.force(ev, Positions.NONE);
    if (value instanceof Attrs attrs) {
      Lazy functor = attrs.get(FUNCTOR);
      return functor == null ? value : callFunctor(functor, attrs, arguments, ev);
    }
    if (!(value instanceof Lambda lambda)) {
      return value;
    }
    Expr.Formals formals = lambda.code.syntax().formals();
    if (formals == null) {
      return value;
    }
    return Calls.call(lambda, given(formals, arguments, ev), ev, lambda.position(Positions.NONE));
  }

  private static Value callFunctor(Lazy functor, Attrs self, Attrs arguments, Evaluation ev) {
    int position = self.position(Positions.NONE);
    // Counted: a functor may give itself for ever.
    ev.enter(position);
    ev.depth++;
    Value function = Calls.call(functor.force(ev, position), self, ev, position);
    Value result =
        ev.stackUsedUp()
            ? ev.onFreshStack(() -> call(function, arguments, ev))
            : call(function, arguments, ev);
    ev.depth--;
    ev.leave();
    return result;
  }

  private static Attrs given(Expr.Formals formals, Attrs arguments, Evaluation ev) {
    if (formals.ellipsis()) {
      return arguments;
    }
    List<Expr.Formal> all = formals.formals();
    AttrsBuilder taken = new AttrsBuilder(all.size());
    int[] order = ev.order(formals.names());
    for (int i = 0; i < all.size(); i++) {
      Expr.Formal formal = all.get(order[i]);
      Lazy argument = arguments.get(formal.name());
      if (argument != null) {
        taken.add(formal.name(), argument);
      } else if (formal.fallback() == null) {
        throw missing(formal);
      }
    }
    return taken.build();
  }

  private static EvalError missing(Expr.Formal formal) {
    return new EvalError(
        "cannot evaluate a function that has an argument without a value ('"
            + formal.name().name()
            + "')\n"
            + "Nix attempted to evaluate a function as a top level expression; in\n"
            + "this case it must have its arguments supplied either by default\n"
            + "values, or passed explicitly with '--arg' or '--argstr'. See\n"
            + "https://nix.dev/manual/nix/stable/language/syntax.html#functions.",
        formal.position());
  }
}
