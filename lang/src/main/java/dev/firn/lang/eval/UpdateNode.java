package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;

/** {@code //}. The right operand is evaluated first. */
final class UpdateNode extends Code {
  private final Code left;
  private final Code right;
  private final int position;

  UpdateNode(Code left, Code right, int position) {
    this.left = left;
    this.right = right;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Attrs over = operand(right, env, ev, "in the right operand of '//'");
    Attrs under = operand(left, env, ev, "in the left operand of '//'");
    Attrs both = under.update(over);
    if (Counters.ON) {
      Counters.updates++;
      Counters.copiedByUpdates += both == under || both == over ? 0 : both.size();
    }
    return both;
  }

  private static Attrs operand(Code code, Env env, Evaluation ev, String context) {
    if (code instanceof UpdateNode chain) {
      return (Attrs) chain.eval(env, ev);
    }
    try {
      Value value = code.eval(env, ev);
      if (value instanceof Attrs attrs) {
        return attrs;
      }
      throw new EvalError(
          "expected a set but found " + value.describe() + ": " + ValuePrinter.forError(value, ev));
    } catch (EvalError error) {
      throw error.trace(code.position(), context);
    }
  }

  @Override
  public int position() {
    return position;
  }
}
