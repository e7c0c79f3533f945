package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Equality;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import java.util.Arrays;

/** Lists and their elements. */
final class ListBuiltins implements BuiltinLibrary {
  /** The longest array that every JVM can make. */
  private static final long LONGEST = Integer.MAX_VALUE - 8;

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("__length", 1, ListBuiltins::length)
        .add("__head", 1, ListBuiltins::head)
        .add("__tail", 1, ListBuiltins::tail)
        .add("__elemAt", 2, ListBuiltins::elemAt)
        .add("__elem", 2, ListBuiltins::elem)
        .add("__concatLists", 1, ListBuiltins::concatLists)
        .add("__genList", 2, ListBuiltins::genList);
  }

  private static ListValue list(Lazy slot, Evaluation ev, String context) {
    return Force.list(slot, ev, Positions.NONE, context);
  }

  private static Value length(Evaluation ev, int position, Lazy[] args) {
    return IntValue.of(
        list(args[0], ev, "while evaluating the first argument passed to builtins.length").size());
  }

  private static Value head(Evaluation ev, int position, Lazy[] args) {
    ListValue list =
        list(args[0], ev, "while evaluating the first argument passed to 'builtins.head'");
    if (list.size() == 0) {
      throw new EvalError("'builtins.head' called on an empty list");
    }
    return list.get(0).force(ev, Positions.NONE);
  }

  private static Value tail(Evaluation ev, int position, Lazy[] args) {
    ListValue list =
        list(args[0], ev, "while evaluating the first argument passed to 'builtins.tail'");
    if (list.size() == 0) {
      throw new EvalError("'builtins.tail' called on an empty list");
    }
    return ListValue.of(Arrays.copyOfRange(list.elements(), 1, list.size()));
  }

  private static Value elemAt(Evaluation ev, int position, Lazy[] args) {
    long index =
        Force.integer(
            args[1],
            ev,
            Positions.NONE,
            "while evaluating the second argument passed to 'builtins.elemAt'");
    ListValue list =
        list(args[0], ev, "while evaluating the first argument passed to 'builtins.elemAt'");
    if (index < 0 || index >= list.size()) {
      throw new EvalError(
          "'builtins.elemAt' called with index " + index + " on a list of size " + list.size());
    }
    return list.get((int) index).force(ev, Positions.NONE);
  }

  private static Value elem(Evaluation ev, int position, Lazy[] args) {
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.elem");
    Lazy[] elements = list.elements();
    for (int i = 0; i < elements.length; i++) {
      if (Equality.equalSlots(args[0], elements[i], ev, Positions.NONE)) {
        return BoolValue.TRUE;
      }
    }
    return BoolValue.FALSE;
  }

  private static Value concatLists(Evaluation ev, int position, Lazy[] args) {
    ListValue lists =
        list(args[0], ev, "while evaluating the first argument passed to builtins.concatLists");
    ListValue[] parts = new ListValue[lists.size()];
    ev.ahead(lists.elements());
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          list(
              lists.get(i),
              ev,
              "while evaluating a value of the list passed to builtins.concatLists");
    }
    if (Counters.ON) {
      Counters.concatenations++;
    }
    return concat(parts);
  }

  /** All elements of some lists, in their order; the same list if the others are empty. */
  static ListValue concat(ListValue[] lists) {
    int size = 0;
    ListValue notEmpty = ListValue.EMPTY;
    for (ListValue list : lists) {
      size = Math.addExact(size, list.size());
      notEmpty = list.size() > 0 ? list : notEmpty;
    }
    if (size == notEmpty.size()) {
      return notEmpty;
    }
    Lazy[] all = new Lazy[size];
    int at = 0;
    for (ListValue list : lists) {
      System.arraycopy(list.elements(), 0, all, at, list.size());
      at += list.size();
    }
    return ListValue.of(all);
  }

  private static Value genList(Evaluation ev, int position, Lazy[] args) {
    long size =
        Force.integer(
            args[1],
            ev,
            Positions.NONE,
            "while evaluating the second argument passed to builtins.genList");
    if (size < 0) {
      throw uncreatable(size);
    }
    Value function =
        Force.function(
            args[0],
            ev,
            Positions.NONE,
            "while evaluating the first argument passed to builtins.genList");
    if (size > LONGEST) {
      throw uncreatable(size);
    }
    Lazy[] elements = new Lazy[(int) size];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Thunk.apply(function, IntValue.of(i));
    }
    return ListValue.of(elements);
  }

  private static EvalError uncreatable(long size) {
    return new EvalError("cannot create list of size " + size);
  }
}
