package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;

/** The language's {@code <}. */
public final class Ordering {
  private Ordering() {}

  /**
   * Whether one value is less than another.
   *
   * @param purpose what is compared, as a trace of the error
   * @throws EvalError if values of these types have no order
   */
  public static boolean less(Value left, Value right, Evaluation ev, int position, String purpose) {
    if (left instanceof IntValue a && right instanceof IntValue b) {
      return a.value() < b.value();
    }
    if (left instanceof StringValue a && right instanceof StringValue b) {
      return a.text().compareTo(b.text()) < 0;
    }
    try {
      return lessOther(left, right, ev, position);
    } catch (EvalError error) {
      throw purpose.isEmpty() ? error : error.trace(Positions.NONE, purpose);
    }
  }

  private static boolean lessOther(Value left, Value right, Evaluation ev, int position) {
    if (isNumber(left) && isNumber(right)) {
      return number(left) < number(right);
    }
    if (left instanceof PathValue a && right instanceof PathValue b) {
      return a.path().compareTo(b.path()) < 0;
    }
    if (left instanceof ListValue a && right instanceof ListValue b) {
      return lessLists(a, b, ev, position);
    }
    throw incomparable(left, right, ev);
  }

  private static boolean isNumber(Value value) {
    return value instanceof IntValue || value instanceof FloatValue;
  }

  private static double number(Value value) {
    return value instanceof FloatValue real ? real.value() : ((IntValue) value).value();
  }

  private static boolean lessLists(ListValue a, ListValue b, Evaluation ev, int position) {
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> lessLists(a, b, ev, position));
    }
    ev.depth++;
    boolean less = lessElements(a, b, ev, position);
    ev.depth--;
    return less;
  }

  private static boolean lessElements(ListValue a, ListValue b, Evaluation ev, int position) {
    for (int i = 0; ; i++) {
      if (i == b.size()) {
        return false;
      }
      if (i == a.size()) {
        return true;
      }
      if (!Equality.equalSlots(a.get(i), b.get(i), ev, position)) {
        return less(
            a.get(i).force(ev, position),
            b.get(i).force(ev, position),
            ev,
            position,
            "while comparing two list elements");
      }
    }
  }

  private static EvalError incomparable(Value left, Value right, Evaluation ev) {
    String text = "cannot compare " + left.describe() + " with " + right.describe();
    String values = ValuePrinter.forError(left, ev) + " and " + ValuePrinter.forError(right, ev);
    return new EvalError(
        left.typeName().equals(right.typeName())
            ? text + "; values of that type are incomparable (values are " + values + ")"
            : text + "; values are " + values);
  }
}
