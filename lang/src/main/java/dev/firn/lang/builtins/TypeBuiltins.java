package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Registry;
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

/** What a value is: {@code typeOf}, {@code isAttrs} and the like. */
final class TypeBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("__typeOf", 1, (ev, position, args) -> new StringValue(value(args, ev).typeName()))
        .add(
            "isNull", 1, (ev, position, args) -> BoolValue.of(value(args, ev) instanceof NullValue))
        .add(
            "__isFunction",
            1,
            (ev, position, args) -> BoolValue.of(value(args, ev) instanceof FunctionValue))
        .add(
            "__isInt", 1, (ev, position, args) -> BoolValue.of(value(args, ev) instanceof IntValue))
        .add(
            "__isFloat",
            1,
            (ev, position, args) -> BoolValue.of(value(args, ev) instanceof FloatValue))
        .add(
            "__isString",
            1,
            (ev, position, args) -> BoolValue.of(value(args, ev) instanceof StringValue))
        .add(
            "__isBool",
            1,
            (ev, position, args) -> BoolValue.of(value(args, ev) instanceof BoolValue))
        .add(
            "__isPath",
            1,
            (ev, position, args) -> BoolValue.of(value(args, ev) instanceof PathValue))
        .add("__isAttrs", 1, (ev, position, args) -> BoolValue.of(value(args, ev) instanceof Attrs))
        .add(
            "__isList",
            1,
            (ev, position, args) -> BoolValue.of(value(args, ev) instanceof ListValue));
  }

  private static Value value(Lazy[] args, Evaluation ev) {
    return args[0].force(ev, Positions.NONE);
  }
}
