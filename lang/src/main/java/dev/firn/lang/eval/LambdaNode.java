package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Code;
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

  /** A function of one variable. */
  static final class Plain extends LambdaNode {
    Plain(Expr.Lambda syntax, Code body) {
      super(syntax, body);
    }

    @Override
    public Value call(Env captured, Lazy argument, Evaluation ev, int callSite) {
      return evalBody(new Env.One(captured, argument), ev, callSite);
    }
  }
}
