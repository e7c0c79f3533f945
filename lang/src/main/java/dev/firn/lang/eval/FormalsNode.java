package dev.firn.lang.eval;

import dev.firn.base.text.Suggestions;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Shape;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function that takes a set apart. Its scope holds the whole argument first, if it has a name, then the formals. */
final class FormalsNode extends LambdaNode {
  private final Symbol[] formals;
  private final @Nullable Code[] fallbacks;
  private final boolean ellipsis;
  private final int first;

  /**
   * The function.
   *
   * @param syntax how it is written
   * @param formals the names that it takes, in the order in which the slots of the scope are filled
   * @param fallbacks their defaults; null where there is none
   * @param ellipsis whether it takes others
   */
  FormalsNode(
      Expr.Lambda syntax,
      Symbol[] formals,
      @Nullable Code[] fallbacks,
      boolean ellipsis,
      Code body) {
    super(syntax, body);
    this.formals = formals;
    this.fallbacks = fallbacks;
    this.ellipsis = ellipsis;
    this.first = syntax.arg() == null ? 0 : 1;
  }

  @Override
  public Value call(Env captured, Lazy argument, Evaluation ev, int callSite) {
    Attrs attrs = argument(argument, ev, callSite);
    Env.Many scope = new Env.Many(captured, first + formals.length);
    if (first == 1) {
      scope.slots[0] = argument.peek();
    }
    int used = 0;
    Shape shape = attrs.shape();
    for (int i = 0; i < formals.length; i++) {
      int index = shape.find(formals[i]);
      if (index >= 0) {
        used++;
        scope.slots[first + i] = attrs.value(index);
      } else {
        Code fallback = fallbacks[i];
        if (fallback == null) {
          throw missing(shape, ev, callSite);
        }
        scope.slots[first + i] = fallback.delay(scope);
      }
    }
    if (!ellipsis && used != attrs.size()) {
      throw unexpected(shape, ev, callSite);
    }
    return evalBody(scope, ev, callSite);
  }

  private Attrs argument(Lazy argument, Evaluation ev, int callSite) {
    try {
      return Force.attrs(
          argument, ev, position(), "while evaluating the value passed for the lambda argument");
    } catch (EvalError error) {
      throw callSite == Positions.NONE ? error : error.trace(callSite, "from call site");
    }
  }

  private EvalError missing(Shape given, Evaluation ev, int callSite) {
    int[] order = ev.order(formals);
    int at = 0;
    while (fallbacks[order[at]] != null || given.find(formals[order[at]]) >= 0) {
      at++;
    }
    return new EvalError(
            "function '"
                + shortName()
                + "' called without required argument '"
                + formals[order[at]].name()
                + "'",
            position())
        .trace(callSite, "from call site");
  }

  private EvalError unexpected(Shape given, Evaluation ev, int callSite) {
    List<String> names = new ArrayList<>();
    for (Symbol formal : formals) {
      names.add(formal.name());
    }
    int[] order = ev.order(given.names());
    int at = 0;
    while (names.contains(given.name(order[at]).name())) {
      at++;
    }
    Symbol surplus = given.name(order[at]);
    return new EvalError(
            "function '"
                + shortName()
                + "' called with unexpected argument '"
                + surplus.shown()
                + "'",
            position())
        .trace(callSite, "from call site")
        .suggesting(Suggestions.bestMatches(names, surplus.name()));
  }

  private String shortName() {
    Symbol name = name();
    return name == null ? "anonymous lambda" : name.name();
  }
}
