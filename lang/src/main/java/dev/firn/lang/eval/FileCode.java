package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import org.jspecify.annotations.Nullable;

/** A file: parsed when its value is first needed. */
final class FileCode extends Code {
  private final Evaluator evaluator;
  private final String file;

  /** What a helper may have compiled before it gave up. */
  private @Nullable Code compiled;

  FileCode(Evaluator evaluator, String file) {
    this.evaluator = evaluator;
    this.file = file;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Code code = compiled;
    if (code == null) {
      code = evaluator.compile(evaluator.parseResolved(file, ev));
      compiled = code;
    }
    try {
      return code.eval(env, ev);
    } catch (EvalError error) {
      throw error.trace(Positions.NONE, "while evaluating the file '" + file + "':");
    }
  }

  @Override
  public int position() {
    return Positions.NONE;
  }
}
