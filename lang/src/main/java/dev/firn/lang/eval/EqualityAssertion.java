package dev.firn.lang.eval;

import dev.firn.lang.error.CatchableError;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.FunctionValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.PathValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;

/** Says how two values differ, for {@code assert a == b}. Looks at them in the order of {@link Equality}. */
final class EqualityAssertion {
  private final Evaluation ev;
  private final int position;

  EqualityAssertion(Evaluation ev, int position) {
    this.ev = ev;
    this.position = position;
  }

  /** Throws the difference between two values, if there is one. */
  void check(Value left, Value right) {
    ev.enter(position);
    compare(left, right);
    ev.leave();
  }

  private void checkSlots(Lazy left, Lazy right) {
    if (ev.stackUsedUp()) {
      ev.onFreshStack(() -> {
        checkSlots(left, right);
        return true;
      });
      return;
    }
    ev.enter(position);
    ev.depth++;
    Value a = left.force(ev, position);
    Value b = right.force(ev, position);
    if (left != right) {
      compare(a, b);
    }
    ev.depth--;
    ev.leave();
  }

  private void compare(Value a, Value b) {
    if (isNumber(a) && isNumber(b)) {
      compareNumbers(a, b);
    } else if (kind(a) != kind(b)) {
      throw differ(
          a.describe()
              + " of value '"
              + show(a)
              + "' is not equal to "
              + b.describe()
              + " of value '"
              + show(b)
              + "'");
    } else {
      compareAlike(a, b);
    }
  }

  private void compareAlike(Value a, Value b) {
    switch (a) {
      case BoolValue _ -> unlessEqual("boolean", a, b);
      case StringValue _ -> unlessEqual("string", a, b);
      case PathValue _ -> unlessEqual("path", a, b);
      case NullValue _, IntValue _, FloatValue _ -> {}
      case ListValue list -> compareLists(list, (ListValue) b);
      case Attrs attrs -> compareAttrs(attrs, (Attrs) b);
      case FunctionValue _ ->
          throw differ(
              "distinct functions and immediate comparisons of identical functions compare as"
                  + " unequal");
    }
  }

  private static boolean isNumber(Value value) {
    return value instanceof IntValue || value instanceof FloatValue;
  }

  private static Class<?> kind(Value value) {
    return value instanceof FunctionValue ? FunctionValue.class : value.getClass();
  }

  private void compareNumbers(Value a, Value b) {
    if (!Equality.equal(a, b, ev, position)) {
      throw differ(
          a.describe()
              + " with value '"
              + show(a)
              + "' is not equal to "
              + b.describe()
              + " with value '"
              + show(b)
              + "'");
    }
  }

  private void unlessEqual(String what, Value a, Value b) {
    if (!Equality.equal(a, b, ev, position)) {
      throw differ(what + " '" + show(a) + "' is not equal to " + what + " '" + show(b) + "'");
    }
  }

  private void compareLists(ListValue a, ListValue b) {
    if (a.size() != b.size()) {
      throw differ(
          "list of size '"
              + a.size()
              + "' is not equal to list of size '"
              + b.size()
              + "', left hand side is '"
              + show(a)
              + "', right hand side is '"
              + show(b)
              + "'");
    }
    for (int i = 0; i < a.size(); i++) {
      try {
        checkSlots(a.get(i), b.get(i));
      } catch (EvalError error) {
        throw error.trace(position, "while comparing list element " + i);
      }
    }
  }

  private void compareAttrs(Attrs a, Attrs b) {
    if (Coerce.isDerivation(a, ev) && Coerce.isDerivation(b, ev)) {
      Lazy left = a.get(Names.OUT_PATH);
      Lazy right = b.get(Names.OUT_PATH);
      if (left != null && right != null) {
        compareDerivations(left, right);
        return;
      }
    }
    if (a.size() != b.size()) {
      throw differ(
          "attribute names of attribute set '"
              + show(a)
              + "' differs from attribute set '"
              + show(b)
              + "'");
    }
    int[] order = ev.order(a);
    int[] otherOrder = ev.order(b);
    for (int i = 0; i < a.size(); i++) {
      compareAttribute(a, order[i], b, otherOrder[i]);
    }
  }

  private void compareDerivations(Lazy left, Lazy right) {
    try {
      checkSlots(left, right);
    } catch (EvalError error) {
      throw error.trace(position, "while comparing a derivation by its 'outPath' attribute");
    }
  }

  private void compareAttribute(Attrs a, int index, Attrs b, int otherIndex) {
    String name = a.shape().name(index).shown();
    String other = b.shape().name(otherIndex).shown();
    if (!name.equals(other)) {
      throw b.get(a.shape().name(index)) == null
          ? differ(
              "attribute name '"
                  + name
                  + "' is contained in '"
                  + show(a)
                  + "', but not in '"
                  + show(b)
                  + "'")
          : differ(
              "attribute name '"
                  + other
                  + "' is missing in '"
                  + show(a)
                  + "', but is contained in '"
                  + show(b)
                  + "'");
    }
    try {
      checkSlots(a.value(index), b.value(otherIndex));
    } catch (EvalError error) {
      traceSide(error, b.shape().position(otherIndex), "where right hand side is");
      traceSide(error, a.shape().position(index), "where left hand side is");
      throw error.trace(position, "while comparing attribute '" + name + "'");
    }
  }

  private static void traceSide(EvalError error, int written, String hint) {
    if (written != Positions.NONE) {
      error.trace(written, hint);
    }
  }

  private String show(Value value) {
    return ValuePrinter.forError(value, ev);
  }

  private static EvalError differ(String text) {
    return new CatchableError(text, Positions.NONE);
  }
}
