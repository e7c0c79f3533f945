package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** A variable that only the sets of the enclosing {@code with} expressions may have, looked for innermost first. */
final class FromWith extends Code {
  private final Symbol name;
  private final int[] levels;
  private final int[] withPositions;
  private final int position;

  /**
   * The variable.
   *
   * @param levels how many scopes out each enclosing {@code with} is, innermost first
   * @param withPositions where each of them is written
   */
  FromWith(Symbol name, int[] levels, int[] withPositions, int position) {
    this.name = name;
    this.levels = levels;
    this.withPositions = withPositions;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    for (int i = 0; i < levels.length; i++) {
      Lazy scope = ((Env.One) env.outer(levels[i])).slot;
      Attrs attrs =
          Force.attrs(
              scope,
              ev,
              withPositions[i],
              "while evaluating the first subexpression of a with expression");
      Lazy found = attrs.get(name);
      if (found != null) {
        return found.force(ev, position);
      }
    }
    throw new EvalError("undefined variable '" + name.name() + "'", position);
  }

  @Override
  public int position() {
    return position;
  }
}
