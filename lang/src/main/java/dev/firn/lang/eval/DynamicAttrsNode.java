package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.NullValue;
import dev.firn.lang.value.Value;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A set some of whose names are computed: a static one, and what is added to it. */
final class DynamicAttrsNode extends Code {
  private final Bindings bindings;
  private final @Nullable RecNode rec;
  private final Code[] names;
  private final Code[] values;
  private final int[] positions;
  private final int position;

  /**
   * The set.
   *
   * @param rec the static part, if the set is recursive
   * @param names the computed names
   * @param values their values
   * @param positions where they are written
   */
  DynamicAttrsNode(
      Bindings bindings,
      @Nullable RecNode rec,
      Code[] names,
      Code[] values,
      int[] positions,
      int position) {
    this.bindings = bindings;
    this.rec = rec;
    this.names = names;
    this.values = values;
    this.positions = positions;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Env scope = env;
    Attrs fixed;
    if (rec == null) {
      fixed = AttrsNode.build(bindings, env, position);
    } else {
      Env.Many inner = new Env.Many(env, rec.size());
      fixed = rec.build(inner, env, ev);
      scope = inner;
    }
    return add(fixed, scope, ev);
  }

  private Attrs add(Attrs fixed, Env scope, Evaluation ev) {
    AttrsBuilder all = new AttrsBuilder(fixed.size() + names.length);
    for (int i = 0; i < fixed.size(); i++) {
      all.add(fixed.shape().name(i), fixed.value(i), fixed.shape().position(i));
    }
    Map<Symbol, Integer> added = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      Value name = names[i].eval(scope, ev);
      if (name == NullValue.INSTANCE) {
        continue;
      }
      Symbol symbol =
          ev.symbol(
              Force.plainString(
                  name, ev, positions[i], "while evaluating the name of a dynamic attribute"));
      Integer before =
          fixed.shape().find(symbol) >= 0
              ? Integer.valueOf(fixed.positionOf(symbol))
              : added.get(symbol);
      if (before != null) {
        throw alreadyDefined(symbol, before, positions[i], ev);
      }
      if (values[i] instanceof LambdaNode lambda) {
        // The function is called by the name that it was given last.
        ev.effect(() -> lambda.bindTo(symbol));
      }
      added.put(symbol, positions[i]);
      all.add(symbol, values[i].delay(scope), positions[i]);
    }
    return all.build(position);
  }

  private static EvalError alreadyDefined(Symbol name, int first, int second, Evaluation ev) {
    return new EvalError(
        "dynamic attribute '"
            + name.shown()
            + "' already defined at "
            + ev.positions().shown(first),
        second);
  }

  @Override
  public int position() {
    return position;
  }
}
