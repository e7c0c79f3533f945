package dev.firn.lang.eval;

import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** A variable that is the argument of a plain function, some scopes out. */
final class Argument extends Code {
  private final int level;
  private final int position;

  Argument(int level, int position) {
    this.level = level;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return ((Env.One) env.outer(level)).slot.force(ev, position);
  }

  @Override
  public Lazy delay(Env env) {
    if (Counters.ON) {
      Counters.avoidedThunks++;
    }
    return ((Env.One) env.outer(level)).slot;
  }

  @Override
  public int position() {
    return position;
  }
}
