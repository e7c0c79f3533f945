package dev.firn.lang.eval;

import dev.firn.lang.syntax.Expr.AttrKind;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Shape;
import dev.firn.lang.value.Thunk;

/**
 * The static attributes of a set or a {@code let}, and the expressions that they inherit from.
 *
 * @param shape their names and positions
 * @param kinds how each came to be: it tells in which scope its value is evaluated
 * @param values their values
 * @param sources what {@code inherit (e)} takes from
 * @param order the order in which slots are filled: what is only another name of an attribute stands for what is there already
 */
record Bindings(Shape shape, AttrKind[] kinds, Code[] values, Code[] sources, int[] order) {
  int size() {
    return values.length;
  }

  /** The scope that holds the sources, if there are any. */
  Env sourcesIn(Env env) {
    if (sources.length == 0) {
      return env;
    }
    Env.Many scope = new Env.Many(env, sources.length);
    for (int i = 0; i < sources.length; i++) {
      scope.slots[i] = sources[i].delay(env);
    }
    return scope;
  }

  /** The slot of an attribute, given the scope for each kind. */
  Lazy slot(int index, Env plain, Env inherited, Env sources) {
    return values[index].delay(scope(index, plain, inherited, sources));
  }

  /** The same, always as a thunk. */
  Lazy thunk(int index, Env plain, Env inherited, Env sources) {
    return new Thunk(values[index], scope(index, plain, inherited, sources));
  }

  boolean isInherited(int index) {
    return kinds[index] == AttrKind.INHERITED;
  }

  private Env scope(int index, Env plain, Env inherited, Env sources) {
    AttrKind kind = kinds[index];
    return kind == AttrKind.PLAIN ? plain : kind == AttrKind.INHERITED ? inherited : sources;
  }
}
