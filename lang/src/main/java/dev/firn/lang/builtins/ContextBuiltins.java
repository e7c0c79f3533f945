package dev.firn.lang.builtins;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Coerce;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.Secrets;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What strings mention. */
final class ContextBuiltins implements BuiltinLibrary {
  /** Whether a path is mentioned as it is. */
  static final Symbol PATH = Symbol.of("path");

  /** Whether a derivation is mentioned with all its closure. */
  static final Symbol ALL_OUTPUTS = Symbol.of("allOutputs");

  /** Which outputs of a derivation are mentioned. */
  static final Symbol OUTPUTS = Symbol.of("outputs");

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    registry
        .add("__hasContext", 1, ContextBuiltins::hasContext)
        .add("__getContext", 1, ContextBuiltins::getContext)
        .add("__unsafeDiscardStringContext", 1, ContextBuiltins::discard)
        .add("__unsafeDiscardOutputDependency", 1, ContextBuiltins::discardDeep)
        .add("__addDrvOutputDependencies", 1, ContextBuiltins::addDeep);
  }

  private static StringValue coerce(Lazy slot, Evaluation ev, String purpose) {
    return Coerce.toString(slot, Coerce.Mode.COPY, ev, Positions.NONE, purpose);
  }

  private static Value hasContext(Evaluation ev, int position, Lazy[] args) {
    String context = "while evaluating the argument passed to builtins.hasContext";
    return BoolValue.of(!Force.string(args[0], ev, Positions.NONE, context).context().isEmpty());
  }

  private static Value discard(Evaluation ev, int position, Lazy[] args) {
    String purpose = "while evaluating the argument passed to builtins.unsafeDiscardStringContext";
    StringValue string = coerce(args[0], ev, purpose);
    return string.context().isEmpty()
        ? string
        : new StringValue(string.text(), Secrets.only(string.context()));
  }

  private static Value discardDeep(Evaluation ev, int position, Lazy[] args) {
    String purpose =
        "while evaluating the argument passed to builtins.unsafeDiscardOutputDependency";
    StringValue string = coerce(args[0], ev, purpose);
    List<ContextElement> elements = new ArrayList<>();
    for (ContextElement element : string.context()) {
      elements.add(
          element instanceof ContextElement.DrvDeep deep
              ? new ContextElement.Opaque(deep.drvPath())
              : element);
    }
    return new StringValue(string.text(), StringContext.of(elements));
  }

  private static Value addDeep(Evaluation ev, int position, Lazy[] args) {
    String purpose = "while evaluating the argument passed to builtins.addDrvOutputDependencies";
    StringValue string = coerce(args[0], ev, purpose);
    if (string.context().size() != 1) {
      throw new EvalError(
          "context of string '"
              + string.text()
              + "' must have exactly one element, but has "
              + string.context().size());
    }
    return new StringValue(string.text(), StringContext.of(deep(string.context().first())));
  }

  private static ContextElement deep(ContextElement element) {
    return switch (element) {
      case ContextElement.DrvDeep deep -> deep;
      case ContextElement.Opaque opaque when opaque.path().endsWith(".drv") ->
          new ContextElement.DrvDeep(opaque.path());
      case ContextElement.Built built ->
          throw new EvalError(
              "`addDrvOutputDependencies` can only act on derivations, not on a derivation output"
                  + " such as '"
                  + built.output()
                  + "'");
      case ContextElement.Opaque _, ContextElement.Secret _ ->
          throw new EvalError("path '" + element.display() + "' is not a derivation");
    };
  }

  private static Value getContext(Evaluation ev, int position, Lazy[] args) {
    String purpose = "while evaluating the argument passed to builtins.getContext";
    Map<String, Mentions> paths = new TreeMap<>();
    for (ContextElement element : Force.string(args[0], ev, Positions.NONE, purpose).context()) {
      switch (element) {
        case ContextElement.Opaque opaque -> mentions(paths, opaque.path()).path = true;
        case ContextElement.DrvDeep deep -> mentions(paths, deep.drvPath()).allOutputs = true;
        case ContextElement.Built built ->
            mentions(paths, drvPath(built)).outputs.add(built.output());
        case ContextElement.Secret _ -> {}
      }
    }
    AttrsBuilder attrs = new AttrsBuilder(paths.size());
    paths.forEach((path, mentions) -> attrs.add(ev.symbol(path), mentions.attrs(ev)));
    return attrs.build();
  }

  private static Mentions mentions(Map<String, Mentions> paths, String path) {
    return paths.computeIfAbsent(path, key -> new Mentions());
  }

  private static String drvPath(ContextElement.Built built) {
    if (built.drv() instanceof ContextElement.Opaque opaque) {
      return opaque.path();
    }
    throw new EvalError(
        "the derivation of '" + built.display() + "' is itself an output that is not known yet");
  }

  /** How one path is mentioned. */
  private static final class Mentions {
    boolean path;
    boolean allOutputs;
    final TreeSet<String> outputs = new TreeSet<>();

    Attrs attrs(Evaluation ev) {
      AttrsBuilder attrs = new AttrsBuilder(3);
      if (path) {
        attrs.add(PATH, BoolValue.TRUE);
      }
      if (allOutputs) {
        attrs.add(ev.meet(ALL_OUTPUTS), BoolValue.TRUE);
      }
      if (!outputs.isEmpty()) {
        List<Lazy> names = new ArrayList<>();
        for (String output : outputs) {
          names.add(new StringValue(output));
        }
        attrs.add(OUTPUTS, ListValue.of(names));
      }
      return attrs.build();
    }
  }
}
