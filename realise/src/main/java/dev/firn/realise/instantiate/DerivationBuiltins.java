package dev.firn.realise.instantiate;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Names;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Position;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.store.path.Placeholder;

/** Derivations, and the texts that stand for outputs which are not known yet. */
final class DerivationBuiltins implements BuiltinLibrary {
  private static final String NOWHERE = "\u00c2\u00abnone\u00c2\u00bb:0";

  private final EvaluationStore store;

  DerivationBuiltins(EvaluationStore store) {
    this.store = store;
  }

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add(
            "derivationStrict", 1, (ev, position, args) -> derivationStrict(evaluator, args[0], ev))
        .add("placeholder", 1, DerivationBuiltins::placeholder);
    if (evaluator.settings().enabled("dynamic-derivations")) {
      registry.add(
          "__outputOf",
          2,
          (ev, position, args) -> new OutputReference(store, evaluator.settings(), ev).of(args));
    }
  }

  private static Value placeholder(Evaluation ev, int position, Lazy[] args) {
    String context = "while evaluating the first argument passed to builtins.placeholder";
    String output = Force.plainString(args[0], ev, Positions.NONE, context);
    return new StringValue(Placeholder.output(output).text());
  }

  private Value derivationStrict(Evaluator evaluator, Lazy argument, Evaluation ev) {
    String context = "while evaluating the argument passed to builtins.derivationStrict";
    Attrs attrs = Force.attrs(argument, ev, Positions.NONE, context);
    context = "in the attrset passed as argument to builtins.derivationStrict";
    Lazy slot = Force.attribute(attrs, Names.NAME, context);
    int written = attrs.positionOf(Names.NAME);
    String name = name(slot, written, ev);
    try {
      DerivationAttributes attributes = new DerivationAttributes(name, evaluator, ev);
      attributes.read(attrs);
      return new DerivationAssembly(store, evaluator, ev).assemble(attributes);
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure)
          .traceAlways(
              Positions.NONE,
              "while evaluating derivation '"
                  + name
                  + "'\n  whose name attribute is located at "
                  + place(written, ev));
    }
  }

  private static String name(Lazy slot, int written, Evaluation ev) {
    try {
      String context = "while evaluating the `name` attribute passed to builtins.derivationStrict";
      return Force.plainString(slot, ev, Positions.NONE, context);
    } catch (EvalError error) {
      throw error.trace(written, "while evaluating the derivation attribute 'name'");
    }
  }

  private static String place(int written, Evaluation ev) {
    Position position = ev.positions().resolve(written);
    return position == null ? NOWHERE : position.shown();
  }
}
