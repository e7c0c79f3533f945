package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Value;
import java.util.Arrays;

/** {@code ++}. */
final class ConcatListsNode extends Code {
  private final Code left;
  private final Code right;
  private final int position;

  ConcatListsNode(Code left, Code right, int position) {
    this.left = left;
    this.right = right;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Value a = operand(left, env, ev, "in the left operand of '++'");
    Value b = operand(right, env, ev, "in the right operand of '++'");
    if (Counters.ON) {
      Counters.concatenations++;
    }
    String context = "while evaluating one of the elements to concatenate";
    ListValue first = Force.list(a, ev, position, context);
    ListValue second = Force.list(b, ev, position, context);
    if (second.size() == 0) {
      return first;
    }
    if (first.size() == 0) {
      return second;
    }
    Lazy[] all = Arrays.copyOf(first.elements(), first.size() + second.size());
    System.arraycopy(second.elements(), 0, all, first.size(), second.size());
    return ListValue.of(all);
  }

  private static Value operand(Code code, Env env, Evaluation ev, String context) {
    try {
      return code.eval(env, ev);
    } catch (EvalError error) {
      throw error.trace(code.position(), context);
    }
  }

  @Override
  public int position() {
    return position;
  }
}
