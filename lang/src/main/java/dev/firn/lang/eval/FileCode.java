package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Tree;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Value;
import org.jspecify.annotations.Nullable;

/** A file: parsed when its value is first needed. */
final class FileCode extends Code {
  private final Evaluator evaluator;
  private final String file;

  /** What a helper may have parsed before it gave up. */
  private @Nullable Tree tree;

  FileCode(Evaluator evaluator, String file) {
    this.evaluator = evaluator;
    this.file = file;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Tree known = tree;
    if (known == null) {
      known = evaluator.parseResolved(file, ev);
      tree = known;
    } else {
      ev.meet(known.names());
    }
    Code code = evaluator.compile(known.expr(), ev);
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
