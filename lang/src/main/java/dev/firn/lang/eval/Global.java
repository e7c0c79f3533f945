package dev.firn.lang.eval;

import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** A variable whose slot is known before evaluation: a builtin, or a name that a caller of the evaluator brought in. */
final class Global extends Code {
  private final Lazy slot;
  private final int position;

  Global(Lazy slot, int position) {
    this.slot = slot;
    this.position = position;
  }

  Lazy slot() {
    return slot;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return slot.force(ev, position);
  }

  @Override
  public Lazy delay(Env env) {
    if (Counters.ON) {
      Counters.avoidedThunks++;
    }
    return slot;
  }

  @Override
  public int position() {
    return position;
  }
}
