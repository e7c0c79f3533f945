package dev.firn.lang.eval;

import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;

/** {@code if condition then ... else ...}. */
final class IfNode extends Code {
  private final Code condition;
  private final Code then;
  private final Code otherwise;
  private final int position;

  IfNode(Code condition, Code then, Code otherwise, int position) {
    this.condition = condition;
    this.then = then;
    this.otherwise = otherwise;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    boolean chosen = Force.test(condition, env, ev, "while evaluating a branch condition");
    return (chosen ? then : otherwise).eval(env, ev);
  }

  @Override
  public int position() {
    return position;
  }
}
