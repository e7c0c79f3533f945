package dev.firn.lang.builtins;

import dev.firn.lang.eval.BuiltinLibrary;
import dev.firn.lang.eval.Evaluator;
import dev.firn.lang.eval.Force;
import dev.firn.lang.eval.Names;
import dev.firn.lang.eval.Registry;
import dev.firn.lang.host.Host;
import dev.firn.lang.host.StoredDerivation;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Calls;
import dev.firn.lang.value.ContextElement;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.ListValue;
import dev.firn.lang.value.StringContext;
import dev.firn.lang.value.StringValue;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates other files; also {@code derivation}, which is one. */
final class ImportBuiltins implements BuiltinLibrary {
  private static final Symbol OUTPUTS = Symbol.of("outputs");

  @Override
  public void addTo(Registry registry, Evaluator evaluator) {
    Lazy fromStore = evaluator.internal("imported-drv-to-derivation.nix");
    registry
        .constant("derivation", evaluator.internal("derivation-internal.nix"))
        .add("import", 1, (ev, position, args) -> load(evaluator, fromStore, args[0], null, ev))
        .add(
            "scopedImport",
            2,
            (ev, position, args) -> load(evaluator, fromStore, args[1], args[0], ev));
  }

  private static Value load(
      Evaluator evaluator, Lazy fromStore, Lazy argument, @Nullable Lazy scope, Evaluation ev) {
    String path = RealisedPath.asGiven(argument, ev);
    StoredDerivation derivation = find(path, ev.host());
    if (derivation != null) {
      ev.onlyMain();
      Value function = fromStore.force(ev, Positions.NONE);
      return Calls.call(function, attributes(path, derivation, ev), ev, Positions.NONE);
    }
    if (scope == null) {
      return evaluator.evalFile(path, ev);
    }
    String context = "while evaluating the first argument passed to builtins.scopedImport";
    return evaluator.evalScoped(Force.attrs(scope, ev, Positions.NONE, context), path, ev);
  }

  private static @Nullable StoredDerivation find(String path, Host host) {
    return path.endsWith(".drv") && path.startsWith(host.storeDirectory())
        ? host.derivation(path)
        : null;
  }

  private static Attrs attributes(String path, StoredDerivation derivation, Evaluation ev) {
    AttrsBuilder attrs = new AttrsBuilder(3 + derivation.outputs().size());
    StringContext whole = StringContext.of(new ContextElement.DrvDeep(path));
    attrs.add(Names.DRV_PATH, new StringValue(path, whole));
    attrs.add(Names.NAME, new StringValue(derivation.name()));
    List<Lazy> names = new ArrayList<>();
    ContextElement.Opaque opaque = new ContextElement.Opaque(path);
    for (Map.Entry<String, String> output : derivation.outputs().entrySet()) {
      StringContext context = StringContext.of(new ContextElement.Built(opaque, output.getKey()));
      attrs.add(ev.symbol(output.getKey()), new StringValue(output.getValue(), context));
      names.add(new StringValue(output.getKey()));
    }
    return attrs.add(OUTPUTS, ListValue.of(names)).build();
  }
}
