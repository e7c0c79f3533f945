package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Ordering;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Value;
import dev.firn.lang.value.ValuePrinter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** {@code genericClosure}: everything that can be reached from a start. */
final class ClosureBuiltins implements BuiltinLibrary {
  private static final Symbol START_SET = Symbol.of("startSet");
  private static final Symbol OPERATOR = Symbol.of("operator");
  private static final Symbol KEY = Symbol.of("key");

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry.add("__genericClosure", 1, (ev, position, args) -> genericClosure(ev, args[0]));
  }

  private static Value genericClosure(Evaluation ev, Lazy argument) {
    Attrs attrs =
        Force.attrs(
            argument,
            ev,
            Positions.NONE,
            "while evaluating the first argument passed to builtins.genericClosure");
    String missing = "in the attrset passed as argument to builtins.genericClosure";
    ListValue start =
        Force.list(
            Force.attribute(attrs, START_SET, missing),
            ev,
            Positions.NONE,
            "while evaluating the 'startSet' attribute passed as argument to"
                + " builtins.genericClosure");
    if (start.size() == 0) {
      return start;
    }
    Value operator =
        Force.function(
            Force.attribute(attrs, OPERATOR, missing),
            ev,
            Positions.NONE,
            "while evaluating the 'operator' attribute passed as argument to"
                + " builtins.genericClosure");
    return new Closure(operator, ev).of(start);
  }

  /** A key that was met. It stands apart from its value, since one value may be the key of several elements. */
  private record Key(Value value) {}

  /** One computation. */
  private static final class Closure {
    private final Value operator;
    private final Evaluation ev;
    private final ArrayDeque<Lazy> work = new ArrayDeque<>();
    private final TreeMap<Key, Lazy> met = new TreeMap<>(this::compare);
    private final List<Lazy> result = new ArrayList<>();

    Closure(Value operator, Evaluation ev) {
      this.operator = operator;
      this.ev = ev;
    }

    ListValue of(ListValue start) {
      Collections.addAll(work, start.elements());
      while (!work.isEmpty()) {
        Lazy element = work.removeFirst();
        if (isNew(element)) {
          result.add(element);
          follow(element);
        }
      }
      return ListValue.of(result);
    }

    private int compare(Key a, Key b) {
      // A map compares its first key with itself, which may have no order.
      if (a == b) {
        return 0;
      }
      if (less(a, b)) {
        return -1;
      }
      return less(b, a) ? 1 : 0;
    }

    private boolean less(Key a, Key b) {
      return Ordering.less(a.value(), b.value(), ev, Positions.NONE, "");
    }

    private boolean isNew(Lazy element) {
      Key key = new Key(key(element).force(ev, Positions.NONE));
      try {
        return met.putIfAbsent(key, element) == null;
      } catch (EvalError error) {
        throw explain(error, key, element);
      }
    }

    private Lazy key(Lazy element) {
      try {
        return Force.attribute(Force.attrs(element, ev, Positions.NONE, ""), KEY, "");
      } catch (EvalError error) {
        throw error.trace(Positions.NONE, "in genericClosure element " + show(element));
      }
    }

    /** Names the element whose key cannot be compared with a key, if it can be found. */
    private EvalError explain(EvalError error, Key key, Lazy element) {
      for (var other : met.entrySet()) {
        try {
          less(key, other.getKey());
        } catch (EvalError incomparable) {
          return error
              .trace(Positions.NONE, "with element " + show(other.getValue()))
              .trace(Positions.NONE, "while comparing element " + show(element));
        }
      }
      return error.trace(Positions.NONE, "while checking key of element " + show(element));
    }

    private void follow(Lazy element) {
      try {
        Value next = Calls.call(operator, element, ev, Positions.NONE);
        String context =
            "while evaluating the return value of the `operator` passed to builtins.genericClosure";
        for (Lazy found : Force.list(next, ev, Positions.NONE, context).elements()) {
          found.force(ev, Positions.NONE);
          work.addLast(found);
        }
      } catch (EvalError error) {
        throw error.trace(
            Positions.NONE, "while calling operator on genericClosure element " + show(element));
      }
    }

    private String show(Lazy element) {
      return ValuePrinter.forError(element, ev);
    }
  }
}
