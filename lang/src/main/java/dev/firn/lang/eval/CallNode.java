package dev.firn.lang.eval;

import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** A call with one or more arguments. */
final class CallNode extends Code {
  private final Code function;
  private final Code[] arguments;
  private final int position;

  CallNode(Code function, Code[] arguments, int position) {
    this.function = function;
    this.arguments = arguments;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Value callee = function.eval(env, ev);
    if (arguments.length == 1) {
      return Calls.call(callee, arguments[0].delay(env), ev, position);
    }
    Lazy[] slots = new Lazy[arguments.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = arguments[i].delay(env);
    }
    return Calls.call(callee, slots, ev, position);
  }

  @Override
  public int position() {
    return position;
  }
}
