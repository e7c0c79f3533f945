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
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.IntValue;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.Map;
import java.util.TreeMap;

/** Flake references as text and as sets. */
final class FlakeRefBuiltins implements BuiltinLibrary {
  private static final String FEATURE = "flakes";

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    EvalSettings settings = evaluator.settings();
    registry
        .add("__parseFlakeRef", 1, (ev, position, args) -> parse(ev, args[0], settings))
        .add("__flakeRefToString", 1, (ev, position, args) -> format(ev, args[0], settings));
  }

  /** What reading a reference may ask and say while an expression is evaluated. */
  private record Context(Evaluation ev, EvalSettings settings) implements FlakeRefs.Context {
    @Override
    public boolean isEnabled(String feature) {
      return settings.enabled(feature);
    }

    @Override
    public void warn(String message) {
      ev.onlyMain();
      ev.host().warn(message);
    }
  }

  private static Value parse(Evaluation ev, Lazy reference, EvalSettings settings) {
    settings.require(FEATURE, "");
    String context = "while evaluating the argument passed to builtins.parseFlakeRef";
    String text = Force.plainString(reference, ev, Positions.NONE, context);
    Map<String, InputAttribute> attributes;
    try {
      attributes = FlakeRefs.parse(text, new Context(ev, settings));
    } catch (FlakeRefException bad) {
      throw new EvalError(bad.getMessage());
    }
    AttrsBuilder attrs = new AttrsBuilder(attributes.size());
    attributes.forEach((name, value) -> attrs.add(name, value(value)));
    return attrs.build();
  }

  private static Value value(InputAttribute attribute) {
    return switch (attribute) {
      case InputAttribute.Text text -> new StringValue(text.value());
      case InputAttribute.Number number -> IntValue.of(number.bits());
      case InputAttribute.Flag flag -> BoolValue.of(flag.value());
    };
  }

  private static Value format(Evaluation ev, Lazy set, EvalSettings settings) {
    settings.require(FEATURE, "");
    String context = "while evaluating the argument passed to builtins.flakeRefToString";
    Attrs attrs = Force.attrs(set, ev, Positions.NONE, context);
    Map<String, InputAttribute> attributes = new TreeMap<>();
    for (int i = 0; i < attrs.size(); i++) {
      String name = attrs.shape().name(i).name();
      attributes.put(name, attribute(name, attrs.value(i).force(ev, Positions.NONE)));
    }
    try {
      return new StringValue(FlakeRefs.format(attributes, new Context(ev, settings)));
    } catch (FlakeRefException bad) {
      throw new EvalError(bad.getMessage());
    }
  }

  private static InputAttribute attribute(String name, Value value) {
    return switch (value) {
      case StringValue text -> new InputAttribute.Text(text.text());
      case BoolValue flag -> new InputAttribute.Flag(flag.value());
      case IntValue number -> {
        if (number.value() < 0) {
          throw new EvalError(
              "negative value given for flake ref attr " + name + ": " + number.value());
        }
        yield new InputAttribute.Number(number.value());
      }
      default ->
          throw new EvalError(
              "flake reference attribute sets may only contain integers, Booleans, and strings,"
                  + " but attribute '"
                  + name
                  + "' is "
                  + value.describe());
    };
  }
}
