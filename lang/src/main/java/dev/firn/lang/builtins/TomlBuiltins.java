package dev.firn.lang.builtins;

import dev.firn.base.text.Ansi;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Names;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.toml.Toml;
import dev.firn.lang.toml.TomlException;
import dev.firn.lang.toml.TomlValue;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.FloatValue;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;

/** TOML. */
final class TomlBuiltins implements BuiltinLibrary {
  private static final StringValue TIMESTAMP = new StringValue("timestamp");

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    boolean timestamps = evaluator.settings().enabled("parse-toml-timestamps");
    registry.add("fromTOML", 1, (ev, position, args) -> fromToml(ev, args[0], timestamps));
  }

  private static Value fromToml(Evaluation ev, Lazy document, boolean timestamps) {
    String context = "while evaluating the argument passed to builtins.fromTOML";
    String text = Force.plainString(document, ev, Positions.NONE, context);
    try {
      return attrs(Toml.parse(text, "fromTOML"), timestamps, ev);
    } catch (TomlException bad) {
      // Nix resets the colour behind the message, so that the line end before it is not cut off.
      throw new EvalError("while parsing TOML: " + bad.getMessage() + Ansi.NORMAL);
    } catch (NullByteError unfit) {
      throw new EvalError("while parsing TOML: error: " + unfit.text());
    }
  }

  // The parser bounds how deep tables and arrays nest.
  private static Value value(TomlValue value, boolean timestamps, Evaluation ev) {
    return switch (value) {
      case TomlValue.Table table -> attrs(table, timestamps, ev);
      case TomlValue.Array array -> list(array, timestamps, ev);
      case TomlValue.Text text -> new StringValue(NullByteError.refuse(text.bytes()));
      case TomlValue.Int integer -> IntValue.of(integer.value());
      case TomlValue.Real real -> new FloatValue(real.value());
      case TomlValue.Bool bool -> BoolValue.of(bool.value());
      case TomlValue.Moment moment -> timestamp(moment, timestamps, ev);
    };
  }

  private static Attrs attrs(TomlValue.Table table, boolean timestamps, Evaluation ev) {
    AttrsBuilder attrs = new AttrsBuilder(table.entries().size());
    table
        .entries()
        .forEach((key, value) ->
            attrs.add(ev.symbol(NullByteError.refuse(key)), value(value, timestamps, ev)));
    return attrs.build();
  }

  private static ListValue list(TomlValue.Array array, boolean timestamps, Evaluation ev) {
    Lazy[] elements = new Lazy[array.items().size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = value(array.items().get(i), timestamps, ev);
    }
    return ListValue.of(elements);
  }

  private static Value timestamp(TomlValue.Moment moment, boolean timestamps, Evaluation ev) {
    if (!timestamps) {
      throw new EvalError("while parsing TOML: Dates and times are not supported");
    }
    return new AttrsBuilder(2)
        .add(ev.symbol("_type"), TIMESTAMP)
        .add(Names.VALUE, new StringValue(moment.text()))
        .build();
  }
}
