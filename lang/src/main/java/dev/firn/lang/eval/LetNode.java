package dev.firn.lang.eval;

import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;

/** {@code let ... in body}. */
final class LetNode extends Code {
  private final Bindings bindings;
  private final Code body;

  LetNode(Bindings bindings, Code body) {
    this.bindings = bindings;
    this.body = body;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Env.Many scope = new Env.Many(env, bindings.size());
    Env sources = bindings.sourcesIn(scope);
    int[] order = bindings.order();
    for (int i = 0; i < bindings.size(); i++) {
      int index = order[i];
      scope.slots[index] = bindings.slot(index, scope, env, sources);
    }
    return body.eval(scope, ev);
  }

  @Override
  public int position() {
    return Positions.NONE;
  }
}
