package dev.firn.lang.eval;

import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;

/** {@code __curPos}. */
final class CurPosNode extends Code {
  private final int position;

  CurPosNode(int position) {
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return PositionValue.of(position, ev);
  }

  @Override
  public int position() {
    return position;
  }
}
