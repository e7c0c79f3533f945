package dev.firn.lang.eval;

import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;

/** A builtin that is written in Nix: parsed when it is first needed. */
final class InternalCode extends Code {
  private final Evaluator evaluator;
  private final Source source;

  InternalCode(Evaluator evaluator, Source source) {
    this.evaluator = evaluator;
    this.source = source;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    ev.onlyMain();
    return evaluator.compile(source, "/").eval(env, ev);
  }

  @Override
  public int position() {
    return Positions.NONE;
  }
}
