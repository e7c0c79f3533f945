package dev.firn.lang.eval;

import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;

/** {@code with scope; body}. */
final class WithNode extends Code {
  private final Code scope;
  private final Code body;
  private final int position;

  WithNode(Code scope, Code body, int position) {
    this.scope = scope;
    this.body = body;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return body.eval(new Env.One(env, scope.delay(env)), ev);
  }

  @Override
  public int position() {
    return position;
  }
}
