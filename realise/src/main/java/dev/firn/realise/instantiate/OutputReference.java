package dev.firn.realise.instantiate;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.EvalSettings;
import dev.firn.lang.eval.Force;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import dev.firn.store.derivation.DerivationOutput;
import dev.firn.store.path.Placeholder;
import dev.firn.store.path.StoreDir;
import dev.firn.store.path.StorePath;

/** The strings that stand for outputs of derivations, and {@code outputOf}, which makes them of derivations not built yet. */
final class OutputReference {
  private static final String PURPOSE = "while evaluating the first argument to builtins.outputOf";

  private final EvaluationStore store;
  private final EvalSettings settings;
  private final Evaluation ev;

  OutputReference(EvaluationStore store, EvalSettings settings, Evaluation ev) {
    this.store = store;
    this.settings = settings;
    this.ev = ev;
  }

  /** The path of an output, or what stands for it as long as it is not known. */
  static String text(StorePath derivation, String name, DerivationOutput output, StoreDir dir) {
    StorePath path = output.knownPath();
    return path != null ? dir.print(path) : Placeholder.outputOf(derivation, name).text();
  }

  /** The same, for an evaluation that must have switched on what outputs without a known path need. */
  static String text(
      StorePath derivation,
      String name,
      DerivationOutput output,
      StoreDir dir,
      EvalSettings settings) {
    if (output.knownPath() == null) {
      settings.require("ca-derivations", "");
    }
    return text(derivation, name, output, dir);
  }

  /** {@code outputOf}: an output of the derivation that a string refers to. */
  Value of(Lazy[] args) {
    try {
      ContextElement.DerivedFrom derivation = derivation(args[0]);
      String output =
          Force.plainString(
              args[1],
              ev,
              Positions.NONE,
              "while evaluating the second argument to builtins.outputOf");
      ContextElement.Built built = new ContextElement.Built(derivation, output);
      return new StringValue(text(built), StringContext.of(built));
    } catch (RuntimeException failure) {
      throw StoreErrors.of(failure);
    }
  }

  private ContextElement.DerivedFrom derivation(Lazy argument) {
    StringValue string = Force.string(argument, ev, Positions.NONE, PURPOSE);
    if (string.context().size() != 1) {
      throw bad(
          "string '"
              + string.text()
              + "' has "
              + string.context().size()
              + " entries in its context. It should only have exactly one entry");
    }
    ContextElement.DerivedFrom from = from(string);
    String expected = text(from);
    if (!expected.equals(string.text())) {
      throw bad(mismatch(string.text(), from, expected));
    }
    return from;
  }

  private static ContextElement.DerivedFrom from(StringValue string) {
    if (string.context().first() instanceof ContextElement.DerivedFrom from) {
      return from;
    }
    throw bad(
        "string '"
            + string.text()
            + "' has a context which refers to a complete source and binary closure. This is not"
            + " supported at this time");
  }

  private static EvalError bad(String text) {
    return new EvalError(text).trace(Positions.NONE, PURPOSE);
  }

  private static String mismatch(String text, ContextElement.DerivedFrom from, String expected) {
    return switch (from) {
      case ContextElement.Opaque _ ->
          "path string '" + text + "' has context with the different path '" + expected + "'";
      case ContextElement.Built built ->
          "string '"
              + text
              + "' has context with the output '"
              + built.output()
              + "' from derivation '"
              + ((ContextElement) built.drv()).display()
              + "', but the string is not the right placeholder for this derivation output. It"
              + " should be '"
              + expected
              + "'";
    };
  }

  private String text(ContextElement.DerivedFrom from) {
    return switch (from) {
      case ContextElement.Opaque opaque -> opaque.path();
      case ContextElement.Built built -> text(built);
    };
  }

  private String text(ContextElement.Built built) {
    return switch (built.drv()) {
      case ContextElement.Opaque opaque -> text(store.parse(opaque.path()), built.output());
      case ContextElement.Built _ -> placeholder(built).text();
    };
  }

  private String text(StorePath derivation, String name) {
    DerivationOutput output = store.outputs(derivation).get(name);
    if (output == null) {
      throw new EvalError(
          "derivation '" + store.dir().print(derivation) + "' does not have output '" + name + "'");
    }
    return text(derivation, name, output, store.dir(), settings);
  }

  private Placeholder placeholder(ContextElement.Built built) {
    return switch (built.drv()) {
      case ContextElement.Opaque opaque ->
          Placeholder.outputOf(store.parse(opaque.path()), built.output());
      case ContextElement.Built inner -> placeholder(inner).outputOfThis(built.output());
    };
  }
}
