package dev.firn.lang.eval;

import dev.firn.lang.syntax.Expr.Operator;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;

/** {@code &&}, {@code ||}, {@code ->}: the right operand is evaluated only if the left does not decide. */
final class LogicNode extends Code {
  private final Code left;
  private final Code right;
  private final boolean goesOn;
  private final boolean decided;
  private final String leftContext;
  private final String rightContext;
  private final int position;

  LogicNode(Operator operator, Code left, Code right, int position) {
    this.left = left;
    this.right = right;
    this.goesOn = operator != Operator.OR;
    this.decided = operator != Operator.AND;
    this.leftContext = "in the left operand of '" + operator.sign() + "'";
    this.rightContext = "in the right operand of '" + operator.sign() + "'";
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    boolean first = Force.test(left, env, ev, leftContext);
    return BoolValue.of(first == goesOn ? Force.test(right, env, ev, rightContext) : decided);
  }

  @Override
  public int position() {
    return position;
  }
}
