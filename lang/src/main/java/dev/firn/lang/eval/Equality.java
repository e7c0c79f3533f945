package dev.firn.lang.eval;

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

/**
 * The language's {@code ==}.
 *
 * <p>Slots that are one object are equal, whatever they hold: that is how lists of functions can be equal although functions never
 * are. {@link EqualityAssertion} says the same in words and must follow every change here.
 */
public final class Equality {
  private Equality() {}

  /** Whether two slots, elements of something, are equal. */
  public static boolean equalSlots(Lazy left, Lazy right, Evaluation ev, int position) {
    if (ev.stackUsedUp()) {
      return ev.onFreshStack(() -> equalSlots(left, right, ev, position));
    }
    ev.enter(position);
    ev.depth++;
    Value a = left.force(ev, position);
    Value b = right.force(ev, position);
    boolean equal = left == right || same(a, b, ev, position);
    ev.depth--;
    ev.leave();
    return equal;
  }

  /** Whether two values that stand in no common slot are equal. */
  public static boolean equal(Value left, Value right, Evaluation ev, int position) {
    ev.enter(position);
    boolean equal = same(left, right, ev, position);
    ev.leave();
    return equal;
  }

  private static boolean same(Value left, Value right, Evaluation ev, int position) {
    if (left instanceof StringValue a) {
      return right instanceof StringValue b && a.text().equals(b.text());
    }
    return switch (left) {
      case IntValue a ->
          right instanceof IntValue b
              ? a.value() == b.value()
              : right instanceof FloatValue f && a.value() == f.value();
      case FloatValue a ->
          right instanceof FloatValue b
              ? a.value() == b.value()
              : right instanceof IntValue i && a.value() == i.value();
      case BoolValue _, NullValue _ -> left == right;
      case StringValue a -> right instanceof StringValue b && a.text().equals(b.text());
      case PathValue a -> right instanceof PathValue b && a.path().equals(b.path());
      case ListValue a -> right instanceof ListValue b && sameLists(a, b, ev, position);
      case Attrs a -> right instanceof Attrs b && sameAttrs(a, b, ev, position);
      case FunctionValue _ -> false;
    };
  }

  private static boolean sameLists(ListValue a, ListValue b, Evaluation ev, int position) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!equalSlots(a.get(i), b.get(i), ev, position)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameAttrs(Attrs a, Attrs b, Evaluation ev, int position) {
    if (Coerce.isDerivation(a, ev) && Coerce.isDerivation(b, ev)) {
      Lazy left = a.get(Names.OUT_PATH);
      Lazy right = b.get(Names.OUT_PATH);
      if (left != null && right != null) {
        return equalSlots(left, right, ev, position);
      }
    }
    if (a.size() != b.size()) {
      return false;
    }
    int[] leftOrder = ev.order(a);
    int[] rightOrder = ev.order(b);
    for (int i = 0; i < a.size(); i++) {
      int left = leftOrder[i];
      int right = rightOrder[i];
      if (a.shape().name(left) != b.shape().name(right)
          || !equalSlots(a.value(left), b.value(right), ev, position)) {
        return false;
      }
    }
    return true;
  }
}
