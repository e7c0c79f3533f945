package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lambda;
import dev.firn.lang.value.LambdaCode;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;
import org.jspecify.annotations.Nullable;

/** A function: evaluates to itself with the variables around it. */
abstract class LambdaNode extends LambdaCode {
  private final Expr.Lambda syntax;
  final Code body;
  private @Nullable Symbol name;

  LambdaNode(Expr.Lambda syntax, Code body) {
    this.syntax = syntax;
    this.body = body;
    this.name = syntax.name();
  }

  @Override
  public final Value eval(Env env, Evaluation ev) {
    return new Lambda(this, env);
  }

  @Override
  public final Expr.Lambda syntax() {
    return syntax;
  }

  @Override
  public final @Nullable Symbol name() {
    return name;
  }

  /** Gives the function, and those that it returns directly, the computed name of its attribute. */
  final void bindTo(Symbol attribute) {
    name = attribute;
    if (body instanceof LambdaNode inner) {
      inner.bindTo(attribute);
    }
  }

  final Value evalBody(Env scope, Evaluation ev, int callSite) {
    try {
      return body.eval(scope, ev);
    } catch (EvalError error) {
      if (ev.showTrace()) {
        error.trace(position(), "while calling " + quotedName());
        if (callSite != Positions.NONE) {
          error.trace(callSite, "from call site");
        }
      }
      throw error;
    }
  }

  /**
   * A function of one variable. Where one directly returns another, {@code a: b: ...}, the body of the inner one sees both arguments in
   * one scope, and a call with two arguments makes neither the inner function nor a scope of the outer one alone: a fifth less time for
   * calls of such functions, and a sort with a comparison of one's own allocates half as much.
   */
  static final class Plain extends LambdaNode {
    private final boolean isInner;
    private final @Nullable Plain inner;

    /**
     * A function.
     *
     * @param isInner whether another function directly returns it, whose argument is in the same scope
     */
    Plain(Expr.Lambda syntax, Code body, boolean isInner) {
      super(syntax, body);
      this.isInner = isInner;
      this.inner = body instanceof Plain plain && plain.isInner ? plain : null;
    }

    @Override
    public Value call(Env captured, Lazy argument, Evaluation ev, int callSite) {
      Env scope = isInner ? both((Env.One) captured, argument) : new Env.One(captured, argument);
      return evalBody(scope, ev, callSite);
    }

    private static Env both(Env.One outer, Lazy argument) {
      return new Env.Two(outer.up, outer.slot, argument);
    }

    @Override
    public Value call(Env captured, Lazy first, Lazy second, Evaluation ev, int callSite) {
      if (inner == null) {
        return super.call(captured, first, second, ev, callSite);
      }
      if (Counters.ON) {
        Counters.call(inner);
      }
      return inner.evalBody(new Env.Two(captured, first, second), ev, callSite);
    }
  }
}
