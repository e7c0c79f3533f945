package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;

/** The attributes that a builtin needs. */
final class Members {
  private Members() {}

  /**
   * The index of an attribute that must be there.
   *
   * @param context what it is needed for, as a trace of the error
   */
  static int index(Attrs attrs, Symbol name, String context) {
    int index = attrs.shape().find(name);
    if (index < 0) {
      throw new EvalError("attribute '" + name.shown() + "' missing")
          .trace(Positions.NONE, context);
    }
    return index;
  }
}
