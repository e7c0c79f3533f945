package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;

/**
 * Follows {@code __toString} and {@code outPath} of a set as long as there is one, and uses what is left. Errors of the use tell the
 * way there, too. For one value; not thread-safe.
 *
 * @param <T> what the use gives
 */
public final class Peeling<T> {
  private final Evaluation ev;
  private final boolean onlyText;
  private final Use<T> use;
  private boolean calledToString;

  /** What is done with the value that is left. */
  @FunctionalInterface
  public interface Use<T> {
    /**
     * Uses the value: a set only if it has neither of the attributes.
     *
     * @param calledToString whether a {@code __toString} was on the way to it
     */
    T of(Value peeled, boolean calledToString);
  }

  /**
   * A peeling.
   *
   * @param onlyText whether {@code __toString} must lead to a string or a path
   */
  public Peeling(Evaluation ev, boolean onlyText, Use<T> use) {
    this.ev = ev;
    this.onlyText = onlyText;
    this.use = use;
  }

  /**
   * Peels a value.
   *
   * @param position where that is asked for, for messages
   */
  public T peel(Value value, int position) {
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> peel(value, position));
    }
    ev.depth++;
    T result = value instanceof Attrs attrs ? peelAttrs(attrs, position) : peeled(value, position);
    ev.depth--;
    return result;
  }

  private T peeled(Value value, int position) {
    if (onlyText
        && calledToString
        && !(value instanceof StringValue)
        && !(value instanceof PathValue)) {
      throw new EvalError(
          "`__toString` "
              + (value instanceof Attrs ? "must" : "should")
              + " return a string, but got "
              + value.describe()
              + ": "
              + ValuePrinter.forError(value, ev),
          position);
    }
    return use.of(value, calledToString);
  }

  private T peelAttrs(Attrs attrs, int position) {
    int toString = attrs.shape().find(Names.TO_STRING);
    if (toString >= 0) {
      return callToString(attrs, attrs.value(toString), attrs.shape().position(toString), position);
    }
    int outPath = attrs.shape().find(Names.OUT_PATH);
    if (outPath >= 0) {
      return takeOutPath(attrs.value(outPath), attrs.shape().position(outPath), position);
    }
    return peeled(attrs, position);
  }

  private T callToString(Attrs attrs, Lazy method, int written, int position) {
    Value text;
    try {
      text = Calls.call(method.force(ev, written), attrs, ev, written);
    } catch (EvalError error) {
      throw error.trace(written, "while calling the `__toString` attribute");
    }
    calledToString = true;
    try {
      ev.enter(position);
      T result = peel(text, written);
      ev.leave();
      return result;
    } catch (EvalError error) {
      throw error.trace(written, "while using the result of the `__toString` attribute");
    }
  }

  private T takeOutPath(Lazy outPath, int written, int position) {
    try {
      Value path = outPath.force(ev, written);
      ev.enter(position);
      T result = peel(path, written);
      ev.leave();
      return result;
    } catch (EvalError error) {
      String doing = outPath.peek() instanceof Value ? "using" : "evaluating";
      throw error.trace(written, "while " + doing + " the `outPath` attribute");
    }
  }
}
