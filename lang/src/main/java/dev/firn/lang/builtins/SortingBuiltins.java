package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Ordering;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Builtin;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Orders and divides the elements of a list. */
final class SortingBuiltins implements BuiltinLibrary {
  private static final Symbol RIGHT = Symbol.of("right");
  private static final Symbol WRONG = Symbol.of("wrong");

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("__sort", 2, SortingBuiltins::sort)
        .add("__partition", 2, SortingBuiltins::partition)
        .add("__groupBy", 2, SortingBuiltins::groupBy);
  }

  private static ListValue list(Lazy slot, Evaluation ev, String context) {
    return Force.list(slot, ev, Positions.NONE, context);
  }

  private static Value function(Lazy slot, Evaluation ev, String context) {
    return Force.function(slot, ev, Positions.NONE, context);
  }

  private static Value sort(Evaluation ev, int position, Lazy[] args) {
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.sort");
    if (list.size() == 0) {
      return list;
    }
    Value comparator =
        function(args[0], ev, "while evaluating the first argument passed to builtins.sort");
    ev.ahead(list.elements());
    Value[] values = new Value[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).force(ev, Positions.NONE);
    }
    if (comparator instanceof Builtin builtin && builtin.body() == ArithmeticBuiltins.LESS_THAN) {
      return ListValue.of(sortedByValue(list.elements(), values, ev));
    }
    Lazy[] sorted = list.elements().clone();
    for (int i = 0; i < values.length; i++) {
      sorted[i] = near(values[i], sorted[i]);
    }
    PeekSort.sort(sorted, (a, b) -> isBefore(comparator, a, b, ev));
    return ListValue.of(sorted);
  }

  /**
   * What stands for an element while a list is sorted. Nobody can tell in which slot an integer or a string is, and integers lie next to
   * each other here, without a thunk between: that halves the time of a large sort, which mostly waits for memory.
   */
  private static Lazy near(Value value, Lazy slot) {
    return value instanceof IntValue integer
        ? IntValue.of(integer.value())
        : value instanceof StringValue ? value : slot;
  }

  private static boolean isBefore(Value comparator, Lazy a, Lazy b, Evaluation ev) {
    Value result = Calls.call(comparator, a, b, ev, Positions.NONE);
    return result == BoolValue.TRUE
        || Force.bool(
            result,
            ev,
            Positions.NONE,
            "while evaluating the return value of the sorting function passed to builtins.sort");
  }

  /**
   * Integers and strings have a total order, so every stable sort gives the same; and it does not matter in which slots they are.
   */
  private static Lazy[] sortedByValue(Lazy[] elements, Value[] values, Evaluation ev) {
    if (all(values, StringValue.class)) {
      return sortedStrings(values);
    }
    if (all(values, IntValue.class)) {
      return sortedIntegers(values);
    }
    Lazy[] sorted = elements.clone();
    String context = "while evaluating the ordering function passed to builtins.sort";
    PeekSort.sort(
        sorted,
        (a, b) ->
            Ordering.less(
                a.force(ev, Positions.NONE),
                b.force(ev, Positions.NONE),
                ev,
                Positions.NONE,
                context));
    return sorted;
  }

  private static boolean all(Value[] values, Class<?> type) {
    for (Value value : values) {
      if (value.getClass() != type) {
        return false;
      }
    }
    return true;
  }

  private static Lazy[] sortedStrings(Value[] values) {
    StringValue[] strings = new StringValue[values.length];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = (StringValue) values[i];
    }
    Arrays.sort(strings, (a, b) -> a.text().compareTo(b.text()));
    // Not the array itself: one of strings cannot take other slots.
    return Arrays.copyOf(strings, strings.length, Lazy[].class);
  }

  private static Lazy[] sortedIntegers(Value[] values) {
    long[] integers = new long[values.length];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = ((IntValue) values[i]).value();
    }
    Arrays.sort(integers);
    Lazy[] sorted = new Lazy[integers.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = IntValue.of(integers[i]);
    }
    return sorted;
  }

  private static Value partition(Evaluation ev, int position, Lazy[] args) {
    Value predicate =
        function(args[0], ev, "while evaluating the first argument passed to builtins.partition");
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.partition");
    String context =
        "while evaluating the return value of the partition function passed to builtins.partition";
    List<Lazy> right = new ArrayList<>();
    List<Lazy> wrong = new ArrayList<>();
    for (Lazy element : list.elements()) {
      element.force(ev, Positions.NONE);
      Value result = Calls.call(predicate, element, ev, Positions.NONE);
      (Force.bool(result, ev, Positions.NONE, context) ? right : wrong).add(element);
    }
    return new AttrsBuilder(2)
        .add(RIGHT, ListValue.of(right))
        .add(WRONG, ListValue.of(wrong))
        .build();
  }

  private static Value groupBy(Evaluation ev, int position, Lazy[] args) {
    Value function =
        function(args[0], ev, "while evaluating the first argument passed to builtins.groupBy");
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.groupBy");
    String context =
        "while evaluating the return value of the grouping function passed to builtins.groupBy";
    Map<Symbol, List<Lazy>> groups = new LinkedHashMap<>();
    for (Lazy element : list.elements()) {
      Value result = Calls.call(function, element, ev, Positions.NONE);
      Symbol name = ev.symbol(Force.plainString(result, ev, Positions.NONE, context));
      groups.computeIfAbsent(name, key -> new ArrayList<>()).add(element);
    }
    AttrsBuilder attrs = new AttrsBuilder(groups.size());
    groups.forEach((name, members) -> attrs.add(name, ListValue.of(members)));
    return attrs.build();
  }
}
