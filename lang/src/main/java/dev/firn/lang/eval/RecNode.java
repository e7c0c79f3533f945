package dev.firn.lang.eval;

import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.AttrsBuilder;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;
import java.util.Arrays;
import java.util.Objects;

/** A recursive set whose names are all known, but for what {@code __overrides} adds. */
final class RecNode extends Code {
  private final Bindings bindings;
  private final int overrides;
  private final int position;

  RecNode(Bindings bindings, int position) {
    this.bindings = bindings;
    this.overrides = bindings.shape().find(Names.OVERRIDES);
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    return build(new Env.Many(env, bindings.size()), env, ev);
  }

  /** Fills the scope, and makes the set of what is in it. */
  Attrs build(Env.Many scope, Env outer, Evaluation ev) {
    Env sources = bindings.sourcesIn(scope);
    int[] order = bindings.order();
    for (int i = 0; i < bindings.size(); i++) {
      int index = order[i];
      // What may yet be overridden must not be looked at before that.
      scope.slots[index] =
          overrides >= 0 && !bindings.isInherited(index)
              ? bindings.thunk(index, scope, outer, sources)
              : bindings.slot(index, scope, outer, sources);
    }
    return overrides >= 0 ? override(scope, ev) : attrs(scope);
  }

  private Attrs attrs(Env.Many scope) {
    Lazy[] values = Arrays.copyOf(scope.slots, bindings.size());
    return bindings.size() == 0 ? Attrs.EMPTY : new Attrs(bindings.shape(), values, position);
  }

  private Attrs override(Env.Many scope, Evaluation ev) {
    Attrs over =
        Force.attrs(
            Objects.requireNonNull(scope.slots[overrides]),
            ev,
            0,
            "while evaluating the `__overrides` attribute");
    AttrsBuilder all = new AttrsBuilder(bindings.size() + over.size());
    for (int i = 0; i < over.size(); i++) {
      int index = bindings.shape().find(over.shape().name(i));
      if (index >= 0) {
        scope.slots[index] = over.value(i);
      } else {
        all.add(over.shape().name(i), over.value(i), over.shape().position(i));
      }
    }
    for (int i = 0; i < bindings.size(); i++) {
      Symbol name = bindings.shape().name(i);
      int from = over.shape().find(name);
      int written = from >= 0 ? over.shape().position(from) : bindings.shape().position(i);
      all.add(name, Objects.requireNonNull(scope.slots[i]), written);
    }
    return all.build(position);
  }

  int size() {
    return bindings.size();
  }

  @Override
  public int position() {
    return position;
  }
}
