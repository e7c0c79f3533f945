package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.ContextBuilder;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;

/** {@code appendContext}: makes a string mention more, in the form that {@code getContext} gives. */
final class AppendContextBuiltins implements BuiltinLibrary {
  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry.add("__appendContext", 2, AppendContextBuiltins::appendContext);
  }

  private static Value appendContext(Evaluation ev, int position, Lazy[] args) {
    StringValue string =
        Force.string(
            args[0],
            ev,
            Positions.NONE,
            "while evaluating the first argument passed to builtins.appendContext");
    Attrs mentions =
        Force.attrs(
            args[1],
            ev,
            Positions.NONE,
            "while evaluating the second argument passed to builtins.appendContext");
    ContextBuilder context = new ContextBuilder();
    context.add(string.context());
    int[] order = ev.order(mentions);
    for (int i = 0; i < mentions.size(); i++) {
      int index = order[i];
      Symbol path = mentions.shape().name(index);
      int written = mentions.shape().position(index);
      if (!StorePathSyntax.isStorePath(path.name(), ev.host().storeDirectory())) {
        throw new EvalError("context key '" + path.shown() + "' is not a store path", written);
      }
      String purpose = "while evaluating the value of a string context";
      new Entry(path, written, Force.attrs(mentions.value(index), ev, written, purpose), ev)
          .addTo(context);
    }
    return new StringValue(string.text(), context.build());
  }

  /**
   * How one path is to be mentioned.
   *
   * @param written where that is written
   */
  private record Entry(Symbol path, int written, Attrs attrs, Evaluation ev) {
    void addTo(ContextBuilder context) {
      if (isTrue(ContextBuiltins.PATH)) {
        context.add(new ContextElement.Opaque(path.name()));
      }
      if (isTrue(ContextBuiltins.ALL_OUTPUTS)) {
        requireDerivation("all-outputs context");
        context.add(new ContextElement.DrvDeep(path.name()));
      }
      int index = attrs.shape().find(ContextBuiltins.OUTPUTS);
      if (index >= 0) {
        addOutputs(attrs.value(index), attrs.shape().position(index), context);
      }
    }

    private boolean isTrue(Symbol name) {
      int index = attrs.shape().find(name);
      return index >= 0
          && Force.bool(
              attrs.value(index),
              ev,
              attrs.shape().position(index),
              "while evaluating the `" + name.name() + "` attribute of a string context");
    }

    private void addOutputs(Lazy slot, int position, ContextBuilder context) {
      String purpose = "while evaluating the `outputs` attribute of a string context";
      ListValue outputs = Force.list(slot, ev, position, purpose);
      if (outputs.size() > 0) {
        requireDerivation("derivation output context");
      }
      for (Lazy output : outputs.elements()) {
        String name =
            Force.plainString(
                output, ev, position, "while evaluating an output name within a string context");
        context.add(new ContextElement.Built(new ContextElement.Opaque(path.name()), name));
      }
    }

    private void requireDerivation(String what) {
      if (!path.name().endsWith(".drv")) {
        throw new EvalError(
            "tried to add "
                + what
                + " of "
                + path.shown()
                + ", which is not a derivation, to a string",
            written);
      }
    }
  }
}
