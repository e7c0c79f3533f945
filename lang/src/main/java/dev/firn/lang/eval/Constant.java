package dev.firn.lang.eval;

import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** A literal. */
final class Constant extends Code {
  private final Value value;
  private final int position;

  Constant(Value value, int position) {
    this.value = value;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return value;
  }

  @Override
  public Lazy delay(Env env) {
    if (Counters.ON) {
      Counters.avoidedThunks++;
    }
    return value;
  }

  @Override
  public int position() {
    return position;
  }
}
