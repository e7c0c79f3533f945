package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;

/** {@code ==} and {@code !=}. */
final class EqualNode extends Code {
  private final Code left;
  private final Code right;
  private final boolean negated;
  private final int position;

  EqualNode(Code left, Code right, boolean negated, int position) {
    this.left = left;
    this.right = right;
    this.negated = negated;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Value a = operand(left, env, ev, true);
    Value b = operand(right, env, ev, false);
    return BoolValue.of(Equality.equal(a, b, ev, position) != negated);
  }

  private Value operand(Code code, Env env, Evaluation ev, boolean isLeft) {
    try {
      return code.eval(env, ev);
    } catch (EvalError error) {
      String side = isLeft ? "left" : "right";
      throw error.trace(
          code.position(), "in the " + side + " operand of '" + (negated ? "!=" : "==") + "'");
    }
  }

  /** Throws how the operands differ, if this is {@code ==} and they do. */
  void assertHolds(Env env, Evaluation ev) {
    if (!negated) {
      new EqualityAssertion(ev, position).check(left.eval(env, ev), right.eval(env, ev));
    }
  }

  @Override
  public int position() {
    return position;
  }
}
