package dev.firn.lang.value;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Symbol;
import java.util.Arrays;

/** Calls functions. */
public final class Calls {
  private static final Symbol FUNCTOR = Symbol.of("__functor");

  private Calls() {}

  /**
   * Calls a function with one argument.
   *
   * @param position where it is called, for messages
   */
  public static Value call(Value function, Lazy argument, Evaluation ev, int position) {
    ev.enter(position);
    Value result = give(function, argument, ev, position);
    ev.leave();
    return result;
  }

  /** Calls a function with two arguments, one after another. */
  public static Value call(Value function, Lazy first, Lazy second, Evaluation ev, int position) {
    ev.enter(position);
    Value result;
    if (function instanceof Builtin builtin && builtin.arity() > 1) {
      result = give(builtin, new Lazy[] {first, second}, ev, position);
    } else if (function instanceof Lambda lambda) {
      result = callLambda(lambda, first, second, ev, position);
    } else {
      result = give(callOther(function, first, ev, position), second, ev, position);
    }
    ev.leave();
    return result;
  }

  /** A call inside of a call that was entered. */
  static Value give(Value function, Lazy argument, Evaluation ev, int position) {
    return function instanceof Lambda lambda
        ? callLambda(lambda, argument, ev, position)
        : callOther(function, argument, ev, position);
  }

  /** Calls a function with some arguments, one after another; the array is not kept. */
  public static Value call(Value function, Lazy[] arguments, Evaluation ev, int position) {
    ev.enter(position);
    Value result = function;
    int next = 0;
    while (next < arguments.length) {
      if (result instanceof Lambda lambda) {
        result =
            next + 1 < arguments.length
                ? callLambda(lambda, arguments[next++], arguments[next++], ev, position)
                : callLambda(lambda, arguments[next++], ev, position);
      } else if (result instanceof Builtin builtin) {
        int end = Math.min(arguments.length, next + builtin.arity());
        result = give(builtin, Arrays.copyOfRange(arguments, next, end), ev, position);
        next = end;
      } else {
        result = callOther(result, arguments[next++], ev, position);
      }
    }
    ev.leave();
    return result;
  }

  private static Value callLambda(Lambda lambda, Lazy argument, Evaluation ev, int position) {
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> callLambda(lambda, argument, ev, position));
    }
    ev.depth++;
    if (Counters.ON) {
      Counters.call(lambda.code);
    }
    Value result = lambda.code.call(lambda.env, argument, ev, position);
    ev.depth--;
    return result;
  }

  private static Value callLambda(
      Lambda lambda, Lazy first, Lazy second, Evaluation ev, int position) {
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> callLambda(lambda, first, second, ev, position));
    }
    ev.depth++;
    if (Counters.ON) {
      Counters.call(lambda.code);
    }
    Value result = lambda.code.call(lambda.env, first, second, ev, position);
    ev.depth--;
    return result;
  }

  private static Value callOther(Value function, Lazy argument, Evaluation ev, int position) {
    return switch (function) {
      case Builtin builtin -> give(builtin, new Lazy[] {argument}, ev, position);
      case PartialBuiltin partial ->
          give(partial.builtin, append(partial.args, argument), ev, position);
      case Attrs attrs when attrs.get(FUNCTOR) != null ->
          callFunctor(attrs, argument, ev, position);
      default ->
          throw new EvalError(
              "attempt to call something which is not a function but "
                  + function.describe()
                  + ": "
                  + ValuePrinter.forError(function, ev),
              position);
    };
  }

  private static Lazy[] append(Lazy[] some, Lazy one) {
    Lazy[] all = Arrays.copyOf(some, some.length + 1);
    all[some.length] = one;
    return all;
  }

  /** Gives a builtin its first arguments: the result, or the builtin that waits for more. */
  private static Value give(Builtin builtin, Lazy[] arguments, Evaluation ev, int position) {
    if (arguments.length < builtin.arity()) {
      return new PartialBuiltin(builtin, arguments);
    }
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> give(builtin, arguments, ev, position));
    }
    ev.depth++;
    if (Counters.ON) {
      Counters.call(builtin);
    }
    Value result;
    try {
      result = builtin.body().call(ev, position, arguments);
    } catch (EvalError error) {
      throw builtin.traced()
          ? error.trace(position, "while calling the '" + builtin.name() + "' builtin")
          : error;
    }
    ev.depth--;
    return result;
  }

  private static Value callFunctor(Attrs attrs, Lazy argument, Evaluation ev, int position) {
    Lazy functor = java.util.Objects.requireNonNull(attrs.get(FUNCTOR));
    int written = attrs.positionOf(FUNCTOR);
    try {
      return call(functor.force(ev, written), attrs, argument, ev, written);
    } catch (EvalError error) {
      throw error.trace(
          position, "while calling a functor (an attribute set with a '__functor' attribute)");
    }
  }
}
