package dev.firn.lang.eval;

import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** A variable that is the argument of a plain function which directly returns another, and the scope that of both, some scopes out. */
final class OuterArgument extends Code {
  private final int level;
  private final int position;

  OuterArgument(int level, int position) {
    this.level = level;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return ((Env.Two) env.outer(level)).first.force(ev, position);
  }

  @Override
  public Lazy delay(Env env) {
    if (Counters.ON) {
      Counters.avoidedThunks++;
    }
    return ((Env.Two) env.outer(level)).first;
  }

  @Override
  public int position() {
    return position;
  }
}
