package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.PositionValue;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.Shape;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import java.util.Arrays;

/** Sets and their attributes. */
final class AttrsBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("__attrNames", 1, AttrsBuiltins::attrNames)
        .add("__attrValues", 1, AttrsBuiltins::attrValues)
        .add("__getAttr", 2, AttrsBuiltins::getAttr)
        .add("__hasAttr", 2, AttrsBuiltins::hasAttr)
        .add("__unsafeGetAttrPos", 2, AttrsBuiltins::unsafeGetAttrPos)
        .add("removeAttrs", 2, AttrsBuiltins::removeAttrs)
        .add("__intersectAttrs", 2, AttrsBuiltins::intersectAttrs)
        .add("__mapAttrs", 2, AttrsBuiltins::mapAttrs);
  }

  private static Attrs attrs(Lazy slot, Evaluation ev, String context) {
    return Force.attrs(slot, ev, Positions.NONE, context);
  }

  private static Symbol name(Lazy slot, Evaluation ev, String context) {
    return ev.symbol(Force.plainString(slot, ev, Positions.NONE, context));
  }

  private static Value attrNames(Evaluation ev, int position, Lazy[] args) {
    Shape shape =
        attrs(args[0], ev, "while evaluating the argument passed to builtins.attrNames").shape();
    StringValue[] strings = shape.nameValues();
    int[] order = shape.lexical();
    Lazy[] names = new Lazy[order.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = strings[order[i]];
    }
    return ListValue.of(names);
  }

  private static Value attrValues(Evaluation ev, int position, Lazy[] args) {
    Attrs attrs = attrs(args[0], ev, "while evaluating the argument passed to builtins.attrValues");
    int[] order = attrs.shape().lexical();
    Lazy[] values = new Lazy[order.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = attrs.value(order[i]);
    }
    return ListValue.of(values);
  }

  private static Value getAttr(Evaluation ev, int position, Lazy[] args) {
    Symbol name =
        name(args[0], ev, "while evaluating the first argument passed to builtins.getAttr");
    Attrs attrs =
        attrs(args[1], ev, "while evaluating the second argument passed to builtins.getAttr");
    return Force.attribute(attrs, name, "in the attribute set under consideration")
        .force(ev, Positions.NONE);
  }

  private static Value hasAttr(Evaluation ev, int position, Lazy[] args) {
    Symbol name =
        name(args[0], ev, "while evaluating the first argument passed to builtins.hasAttr");
    Attrs attrs =
        attrs(args[1], ev, "while evaluating the second argument passed to builtins.hasAttr");
    return BoolValue.of(attrs.get(name) != null);
  }

  private static Value unsafeGetAttrPos(Evaluation ev, int position, Lazy[] args) {
    Symbol name =
        name(
            args[0], ev, "while evaluating the first argument passed to builtins.unsafeGetAttrPos");
    Attrs attrs =
        attrs(
            args[1],
            ev,
            "while evaluating the second argument passed to builtins.unsafeGetAttrPos");
    int index = attrs.shape().find(name);
    return index < 0 ? NullValue.INSTANCE : PositionValue.of(attrs.shape().position(index), ev);
  }

  private static Value removeAttrs(Evaluation ev, int position, Lazy[] args) {
    Attrs attrs =
        attrs(args[0], ev, "while evaluating the first argument passed to builtins.removeAttrs");
    ListValue list =
        Force.list(
            args[1],
            ev,
            Positions.NONE,
            "while evaluating the second argument passed to builtins.removeAttrs");
    String context =
        "while evaluating the values of the second argument passed to builtins.removeAttrs";
    int[] removed = new int[list.size()];
    int count = 0;
    for (Lazy element : list.elements()) {
      int index = attrs.shape().find(name(element, ev, context));
      if (index >= 0) {
        removed[count++] = index;
      }
    }
    Arrays.sort(removed, 0, count);
    return without(attrs, removed, count);
  }

  /** The attributes of a set but those at some indices, which are sorted. */
  private static Attrs without(Attrs attrs, int[] removed, int count) {
    Shape shape = attrs.shape();
    if (count == 0) {
      return new Attrs(shape, attrs.values().clone(), Positions.NONE);
    }
    AttrsBuilder left = new AttrsBuilder(attrs.size());
    int next = 0;
    for (int i = 0; i < attrs.size(); i++) {
      if (next < count && removed[next] == i) {
        while (next < count && removed[next] == i) {
          next++;
        }
      } else {
        left.add(shape.name(i), attrs.value(i), shape.position(i));
      }
    }
    return left.build();
  }

  private static Value intersectAttrs(Evaluation ev, int position, Lazy[] args) {
    Attrs left =
        attrs(args[0], ev, "while evaluating the first argument passed to builtins.intersectAttrs");
    Attrs right =
        attrs(
            args[1], ev, "while evaluating the second argument passed to builtins.intersectAttrs");
    AttrsBuilder both = new AttrsBuilder(Math.min(left.size(), right.size()));
    Shape names = right.shape();
    if (left.size() < right.size()) {
      for (int i = 0; i < left.size(); i++) {
        int index = names.find(left.shape().name(i));
        if (index >= 0) {
          both.add(names.name(index), right.value(index), names.position(index));
        }
      }
    } else {
      for (int i = 0; i < right.size(); i++) {
        if (left.shape().find(names.name(i)) >= 0) {
          both.add(names.name(i), right.value(i), names.position(i));
        }
      }
    }
    return both.build();
  }

  private static Value mapAttrs(Evaluation ev, int position, Lazy[] args) {
    Attrs attrs =
        attrs(args[1], ev, "while evaluating the second argument passed to builtins.mapAttrs");
    Shape shape = attrs.shape();
    StringValue[] names = shape.nameValues();
    Lazy function = args[0].peek();
    Lazy[] values = new Lazy[attrs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Thunk.apply(function, names[i], attrs.value(i));
    }
    return new Attrs(shape.withoutPositions(), values, Positions.NONE);
  }
}
