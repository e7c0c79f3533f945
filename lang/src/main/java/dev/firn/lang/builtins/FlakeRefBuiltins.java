package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.flake.FlakeRefException;
import dev.firn.lang.flake.FlakeRefs;
import dev.firn.lang.flake.InputAttribute;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Flake references. In Nix most kinds of references need the experimental feature {@code flakes}; here they do not, because to read and write
 * them is to compute with strings, and Nix's own language suite does so without naming the feature.
 */
final class FlakeRefBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    EvalSettings settings = evaluator.settings();
    registry
        .add("__parseFlakeRef", 1, (ev, position, args) -> parse(ev, args[0], settings))
        .add("__flakeRefToString", 1, (ev, position, args) -> format(ev, args[0], settings));
  }

  /** What reading and writing may ask the evaluation. */
  private record World(Evaluation ev, EvalSettings settings) implements FlakeRefs.Context {
    @Override
    public boolean isEnabled(String feature) {
      return feature.equals("flakes") || settings.enabled(feature);
    }

    @Override
    public void warn(String message) {
      ev.onlyMain();
      ev.host().warn(message);
    }
  }

  private static Value parse(Evaluation ev, Lazy argument, EvalSettings settings) {
    String context = "while evaluating the argument passed to builtins.parseFlakeRef";
    String text = Force.plainString(argument, ev, Positions.NONE, context);
    try {
      AttrsBuilder attrs = new AttrsBuilder(4);
      FlakeRefs.parse(text, new World(ev, settings))
          .forEach((name, value) -> attrs.add(ev.symbol(name), value(value)));
      return attrs.build();
    } catch (FlakeRefException bad) {
      throw new EvalError(bad.getMessage());
    }
  }

  private static Value value(InputAttribute attribute) {
    return switch (attribute) {
      case InputAttribute.Text text -> new StringValue(text.value());
      case InputAttribute.Number number -> IntValue.of(number.bits());
      case InputAttribute.Flag flag -> BoolValue.of(flag.value());
    };
  }

  private static Value format(Evaluation ev, Lazy argument, EvalSettings settings) {
    String context = "while evaluating the argument passed to builtins.flakeRefToString";
    Attrs attrs = Force.attrs(argument, ev, Positions.NONE, context);
    SortedMap<String, InputAttribute> attributes = new TreeMap<>();
    int[] order = ev.order(attrs);
    for (int i = 0; i < attrs.size(); i++) {
      int index = order[i];
      Symbol name = attrs.shape().name(index);
      Value value = attrs.value(index).force(ev, attrs.shape().position(index));
      attributes.put(name.name(), attribute(name, value));
    }
    try {
      return new StringValue(FlakeRefs.format(attributes, new World(ev, settings)));
    } catch (FlakeRefException bad) {
      throw new EvalError(bad.getMessage());
    }
  }

  private static InputAttribute attribute(Symbol name, Value value) {
    return switch (value) {
      case IntValue integer when integer.value() < 0 ->
          throw new EvalError(
              "negative value given for flake ref attr " + name.shown() + ": " + integer.value());
      case IntValue integer -> new InputAttribute.Number(integer.value());
      case BoolValue bool -> new InputAttribute.Flag(bool.value());
      case StringValue string -> {
        Secrets.refuse(string.context(), "a flake reference");
        yield new InputAttribute.Text(string.text());
      }
      default ->
          throw new EvalError(
              "flake reference attribute sets may only contain integers, Booleans, and strings, but"
                  + " attribute '"
                  + name.shown()
                  + "' is "
                  + value.describe());
    };
  }
}
