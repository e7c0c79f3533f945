package dev.firn.lang.eval;

import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import java.util.Objects;

/** A variable in a scope of several slots: of a {@code let}, a {@code rec}, formals. */
final class Local extends Code {
  private final int level;
  private final int index;
  private final int position;

  Local(int level, int index, int position) {
    this.level = level;
    this.index = index;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return Objects.requireNonNull(((Env.Many) env.outer(level)).slots[index]).force(ev, position);
  }

  @Override
  public Lazy delay(Env env) {
    Lazy slot = ((Env.Many) env.outer(level)).slots[index];
    if (slot == null) {
      // While the scope is being filled, a slot may be asked for before its turn.
      return new Thunk(this, env);
    }
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
