package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Lazy;

/** The attributes that a builtin needs. */
final class Members {
  private Members() {}

  /**
   * An attribute that must be there.
   *
   * @param context what it is needed for, as a trace of the error
   */
  static Lazy get(Attrs attrs, Symbol name, String context) {
    return attrs.value(index(attrs, name, context));
  }

  /** The index of an attribute that must be there. */
  static int index(Attrs attrs, Symbol name, String context) {
    int index = attrs.shape().find(name);
    if (index < 0) {
      throw new EvalError("attribute '" + name.name() + "' missing").trace(Positions.NONE, context);
    }
    return index;
  }
}
