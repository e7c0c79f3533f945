package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import java.util.Arrays;

/** Functions over the elements of a list. */
final class ListFunctionBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("map", 2, ListFunctionBuiltins::map)
        .add("__filter", 2, ListFunctionBuiltins::filter)
        .add("__concatMap", 2, ListFunctionBuiltins::concatMap)
        .add("__foldl'", 3, ListFunctionBuiltins::fold)
        .add("__any", 2, ListFunctionBuiltins::any)
        .add("__all", 2, ListFunctionBuiltins::all);
  }

  private static ListValue list(Lazy slot, Evaluation ev, String context) {
    return Force.list(slot, ev, Positions.NONE, context);
  }

  private static Value function(Lazy slot, Evaluation ev, String context) {
    return Force.function(slot, ev, Positions.NONE, context);
  }

  private static Value map(Evaluation ev, int position, Lazy[] args) {
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.map");
    if (list.size() == 0) {
      return list;
    }
    Value function =
        function(args[0], ev, "while evaluating the first argument passed to builtins.map");
    Lazy[] elements = list.elements();
    Lazy[] mapped = new Lazy[elements.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = Thunk.apply(function, elements[i]);
    }
    return ListValue.of(mapped);
  }

  private static Value filter(Evaluation ev, int position, Lazy[] args) {
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.filter");
    if (list.size() == 0) {
      return list;
    }
    Value function =
        function(args[0], ev, "while evaluating the first argument passed to builtins.filter");
    String context =
        "while evaluating the return value of the filtering function passed to builtins.filter";
    Lazy[] elements = list.elements();
    Lazy[] kept = new Lazy[elements.length];
    int size = 0;
    for (Lazy element : elements) {
      if (test(function, element, ev, context)) {
        kept[size++] = element;
      }
    }
    return size == elements.length ? list : ListValue.of(Arrays.copyOf(kept, size));
  }

  private static boolean test(Value predicate, Lazy element, Evaluation ev, String context) {
    Value result = Calls.call(predicate, element, ev, Positions.NONE);
    return result == BoolValue.TRUE || Force.bool(result, ev, Positions.NONE, context);
  }

  private static Value concatMap(Evaluation ev, int position, Lazy[] args) {
    Value function =
        function(args[0], ev, "while evaluating the first argument passed to builtins.concatMap");
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.concatMap");
    String context =
        "while evaluating the return value of the function passed to builtins.concatMap";
    ListValue[] parts = new ListValue[list.size()];
    for (int i = 0; i < parts.length; i++) {
      Value part = Calls.call(function, list.get(i), ev, Positions.NONE);
      parts[i] =
          part instanceof ListValue known
              ? known
              : Force.list(part, ev, part.position(function.position(Positions.NONE)), context);
    }
    return ListBuiltins.concat(parts);
  }

  private static Value fold(Evaluation ev, int position, Lazy[] args) {
    Value function =
        function(args[0], ev, "while evaluating the first argument passed to builtins.foldlStrict");
    ListValue list =
        list(args[2], ev, "while evaluating the third argument passed to builtins.foldlStrict");
    Lazy result = args[1];
    for (Lazy element : list.elements()) {
      result = Calls.call(function, result, element, ev, Positions.NONE);
    }
    return result.force(ev, Positions.NONE);
  }

  private static Value any(Evaluation ev, int position, Lazy[] args) {
    Value function =
        function(args[0], ev, "while evaluating the first argument passed to builtins.any");
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.any");
    String context = "while evaluating the return value of the function passed to builtins.any";
    for (Lazy element : list.elements()) {
      if (test(function, element, ev, context)) {
        return BoolValue.TRUE;
      }
    }
    return BoolValue.FALSE;
  }

  private static Value all(Evaluation ev, int position, Lazy[] args) {
    Value function =
        function(args[0], ev, "while evaluating the first argument passed to builtins.all");
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.all");
    String context = "while evaluating the return value of the function passed to builtins.all";
    for (Lazy element : list.elements()) {
      if (!test(function, element, ev, context)) {
        return BoolValue.FALSE;
      }
    }
    return BoolValue.TRUE;
  }
}
