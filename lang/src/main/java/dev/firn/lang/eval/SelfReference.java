package dev.firn.lang.eval;

import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A slot whose value is settled after the slot is needed: how a set can contain itself. */
final class SelfReference extends Code {
  private @Nullable Value value;

  /** The slot; it must not be asked for its value before {@link #is}. */
  Lazy slot() {
    return new Thunk(this, new Env.Many(null, 0));
  }

  /** Settles the value. */
  void is(Value settled) {
    value = settled;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return Objects.requireNonNull(value);
  }

  @Override
  public int position() {
    return Positions.NONE;
  }
}
