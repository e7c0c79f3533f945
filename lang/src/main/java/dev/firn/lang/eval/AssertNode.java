package dev.firn.lang.eval;

import dev.firn.lang.error.CatchableError;
import dev.firn.lang.syntax.AstPrinter;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;

/** {@code assert condition; body}. */
final class AssertNode extends Code {
  private final Expr.Assert syntax;
  private final Code condition;
  private final Code body;

  AssertNode(Expr.Assert syntax, Code condition, Code body) {
    this.syntax = syntax;
    this.condition = condition;
    this.body = body;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    if (!Force.test(condition, env, ev, "in the condition of the assert statement")) {
      throw failed(env, ev);
    }
    return body.eval(env, ev);
  }

  private RuntimeException failed(Env env, Evaluation ev) {
    String text = AstPrinter.print(syntax.condition());
    if (condition instanceof EqualNode equality) {
      try {
        equality.assertHolds(env, ev);
      } catch (CatchableError error) {
        return error.trace(
            syntax.position(), "while evaluating the condition of the assertion '" + text + "'");
      }
    }
    return new CatchableError("assertion '" + text + "' failed", syntax.position());
  }

  @Override
  public int position() {
    return syntax.position();
  }
}
