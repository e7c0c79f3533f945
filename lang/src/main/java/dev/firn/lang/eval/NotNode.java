package dev.firn.lang.eval;

import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;

/** {@code !operand}. */
final class NotNode extends Code {
  private final Code operand;

  NotNode(Code operand) {
    this.operand = operand;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return BoolValue.of(!Force.test(operand, env, ev, "in the argument of '!'"));
  }

  @Override
  public int position() {
    return operand.position();
  }
}
