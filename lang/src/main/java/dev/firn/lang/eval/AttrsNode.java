package dev.firn.lang.eval;

import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** A set that is not recursive and whose names are all known. */
final class AttrsNode extends Code {
  private final Bindings bindings;
  private final int position;

  AttrsNode(Bindings bindings, int position) {
    this.bindings = bindings;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return build(bindings, env, position);
  }

  static Attrs build(Bindings bindings, Env env, int position) {
    if (bindings.size() == 0) {
      return Attrs.EMPTY;
    }
    Env sources = bindings.sourcesIn(env);
    Lazy[] values = new Lazy[bindings.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bindings.slot(i, env, env, sources);
    }
    return new Attrs(bindings.shape(), values, position);
  }

  @Override
  public int position() {
    return position;
  }
}
