package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.FunctionValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;

/**
 * Evaluates a slot and insists on a type. The {@code context} tells what for: it becomes a trace of the error.
 *
 * <p>Where traces go differs by type as it does in Nix: sets and lists tell the context only when the type is wrong, the others
 * also when evaluation fails.
 */
public final class Force {
  private Force() {}

  /** A set. */
  public static Attrs attrs(Lazy slot, Evaluation ev, int position, String context) {
    return asAttrs(slot.force(ev, position), ev, position, context);
  }

  /** A value that must be a set. */
  public static Attrs asAttrs(Value value, Evaluation ev, int position, String context) {
    if (value instanceof Attrs attrs) {
      return attrs;
    }
    throw mismatch("a set", value, ev).trace(position, context);
  }

  /**
   * The slot of an attribute that must be there.
   *
   * @param context what it is needed for, as a trace of the error
   */
  public static Lazy attribute(Attrs attrs, Symbol name, String context) {
    return attrs.value(attributeIndex(attrs, name, context));
  }

  /** The index of an attribute that must be there. */
  public static int attributeIndex(Attrs attrs, Symbol name, String context) {
    int index = attrs.shape().find(name);
    if (index < 0) {
      throw new EvalError("attribute '" + name.shown() + "' missing")
          .trace(Positions.NONE, context);
    }
    return index;
  }

  /** A list. */
  public static ListValue list(Lazy slot, Evaluation ev, int position, String context) {
    if (slot.force(ev, position) instanceof ListValue list) {
      return list;
    }
    throw mismatch("a list", slot, ev).trace(position, context);
  }

  /** An integer. */
  public static long integer(Lazy slot, Evaluation ev, int position, String context) {
    try {
      if (slot.force(ev, position) instanceof IntValue integer) {
        return integer.value();
      }
      throw mismatch("an integer", slot, ev).orAt(position);
    } catch (EvalError error) {
      throw error.trace(position, context);
    }
  }

  /** A number, as floating-point. */
  public static double real(Lazy slot, Evaluation ev, int position, String context) {
    try {
      Value value = slot.force(ev, position);
      if (value instanceof FloatValue real) {
        return real.value();
      }
      if (value instanceof IntValue integer) {
        return integer.value();
      }
      throw mismatch("a float", slot, ev).orAt(position);
    } catch (EvalError error) {
      throw error.trace(position, context);
    }
  }

  /** A Boolean. */
  public static boolean bool(Lazy slot, Evaluation ev, int position, String context) {
    try {
      if (slot.force(ev, position) instanceof BoolValue bool) {
        return bool.value();
      }
      throw mismatch("a Boolean", slot, ev).orAt(position);
    } catch (EvalError error) {
      throw error.trace(position, context);
    }
  }

  /** A string, with its context. */
  public static StringValue string(Lazy slot, Evaluation ev, int position, String context) {
    try {
      if (slot.force(ev, position) instanceof StringValue string) {
        return string;
      }
      throw mismatch("a string", slot, ev).orAt(position);
    } catch (EvalError error) {
      throw error.trace(position, context);
    }
  }

  /** A string that mentions no store object. */
  public static String plainString(Lazy slot, Evaluation ev, int position, String context) {
    StringValue string = string(slot, ev, position, context);
    if (string.context().isEmpty()) {
      return string.text();
    }
    throw unwanted(string).trace(position, context);
  }

  private static EvalError unwanted(StringValue string) {
    if (!Secrets.only(string.context()).isEmpty()) {
      return new EvalError(
          "the string '" + Secrets.shown(string) + "' is not allowed to mention a secret");
    }
    return new EvalError(
        "the string '"
            + string.text()
            + "' is not allowed to refer to a store path (such as '"
            + string.context().first().display()
            + "')");
  }

  /** A function, or a set that can be called. */
  public static Value function(Lazy slot, Evaluation ev, int position, String context) {
    try {
      Value value = slot.force(ev, position);
      if (value instanceof FunctionValue
          || (value instanceof Attrs attrs && attrs.get(Names.FUNCTOR) != null)) {
        return value;
      }
      throw mismatch("a function", slot, ev).orAt(position);
    } catch (EvalError error) {
      throw error.trace(position, context);
    }
  }

  private static EvalError mismatch(String wanted, Lazy slot, Evaluation ev) {
    Value value = slot.force(ev, Positions.NONE);
    return new EvalError(
        "expected "
            + wanted
            + " but found "
            + value.describe()
            + ": "
            + ValuePrinter.forError(value, ev));
  }

  /** Evaluates an expression that must be a Boolean. */
  static boolean test(
      dev.firn.lang.value.Code code, dev.firn.lang.value.Env env, Evaluation ev, String context) {
    try {
      Value value = code.eval(env, ev);
      if (value instanceof BoolValue bool) {
        return bool.value();
      }
      throw mismatch("a Boolean", value, ev).orAt(code.position());
    } catch (EvalError error) {
      throw error.trace(code.position(), context);
    }
  }
}
