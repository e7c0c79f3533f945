package dev.firn.lang.eval;

import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** Counts the depth of deeply nested syntax, where neither thunks nor calls do. */
final class DepthGuard extends Code {
  /** How many levels of syntax lie between two guards. */
  static final int EVERY = 32;

  private final Code inner;

  DepthGuard(Code inner) {
    this.inner = inner;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> eval(env, ev));
    }
    ev.depth++;
    Value value = inner.eval(env, ev);
    ev.depth--;
    return value;
  }

  @Override
  public Lazy delay(Env env) {
    return inner.delay(env);
  }

  @Override
  public int position() {
    return inner.position();
  }
}
