package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Names;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Thunk;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Lists of sets. */
final class AttrsListBuiltins implements BuiltinLibrary {
  private static final String PAIR = "in a {name=...; value=...;} pair";

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("__listToAttrs", 1, AttrsListBuiltins::listToAttrs)
        .add("__catAttrs", 2, AttrsListBuiltins::catAttrs)
        .add("__zipAttrsWith", 2, AttrsListBuiltins::zipAttrsWith);
  }

  private static ListValue list(Lazy slot, Evaluation ev, String context) {
    return Force.list(slot, ev, Positions.NONE, context);
  }

  private static Value listToAttrs(Evaluation ev, int position, Lazy[] args) {
    ListValue list =
        list(args[0], ev, "while evaluating the argument passed to builtins.listToAttrs");
    Symbol[] names = new Symbol[list.size()];
    // A key is the symbol's id and the index of the pair: of several with one name the first comes
    // first.
    long[] keys = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = pairName(list.get(i), ev);
      keys[i] = ((long) names[i].id << 32) | i;
    }
    Arrays.sort(keys);
    AttrsBuilder attrs = new AttrsBuilder(names.length);
    for (int i = 0; i < keys.length; i++) {
      if (i == 0 || keys[i] >>> 32 != keys[i - 1] >>> 32) {
        int from = (int) keys[i];
        Attrs pair = (Attrs) list.get(from).force(ev, Positions.NONE);
        int value = Force.attributeIndex(pair, Names.VALUE, PAIR);
        attrs.add(names[from], pair.value(value), pair.shape().position(value));
      }
    }
    return attrs.build();
  }

  private static Symbol pairName(Lazy element, Evaluation ev) {
    Attrs pair =
        Force.attrs(
            element,
            ev,
            Positions.NONE,
            "while evaluating an element of the list passed to builtins.listToAttrs");
    int name = Force.attributeIndex(pair, Names.NAME, PAIR);
    return ev.symbol(
        Force.plainString(
            pair.value(name),
            ev,
            pair.shape().position(name),
            "while evaluating the `name` attribute of an element of the list passed to"
                + " builtins.listToAttrs"));
  }

  private static Value catAttrs(Evaluation ev, int position, Lazy[] args) {
    Symbol name =
        ev.symbol(
            Force.plainString(
                args[0],
                ev,
                Positions.NONE,
                "while evaluating the first argument passed to builtins.catAttrs"));
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.catAttrs");
    String context =
        "while evaluating an element in the list passed as second argument to builtins.catAttrs";
    List<Lazy> found = new ArrayList<>();
    for (Lazy element : list.elements()) {
      Lazy value = Force.attrs(element, ev, Positions.NONE, context).get(name);
      if (value != null) {
        found.add(value);
      }
    }
    return ListValue.of(found);
  }

  private static Value zipAttrsWith(Evaluation ev, int position, Lazy[] args) {
    Value function =
        Force.function(
            args[0],
            ev,
            Positions.NONE,
            "while evaluating the first argument passed to builtins.zipAttrsWith");
    ListValue list =
        list(args[1], ev, "while evaluating the second argument passed to builtins.zipAttrsWith");
    String context =
        "while evaluating a value of the list passed as second argument to builtins.zipAttrsWith";
    Map<Symbol, List<Lazy>> values = new IdentityHashMap<>();
    for (Lazy element : list.elements()) {
      Attrs attrs = Force.attrs(element, ev, Positions.NONE, context);
      for (int i = 0; i < attrs.size(); i++) {
        values
            .computeIfAbsent(attrs.shape().name(i), key -> new ArrayList<>(2))
            .add(attrs.value(i));
      }
    }
    AttrsBuilder zipped = new AttrsBuilder(values.size());
    values.forEach((name, all) ->
        zipped.add(name, Thunk.apply(function, new StringValue(name.name()), ListValue.of(all))));
    return zipped.build();
  }
}
