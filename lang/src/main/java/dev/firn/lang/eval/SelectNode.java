package dev.firn.lang.eval;

import dev.firn.base.text.Suggestions;
import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.Position;
import dev.firn.lang.syntax.Positions;
import dev.firn.lang.syntax.Source;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Counters;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Shape;
import dev.firn.lang.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code subject.path}, {@code subject.path or fallback}. */
final class SelectNode extends Code {
  private final Code subject;
  private final AttrPath path;
  private final @Nullable Code fallback;
  private final int position;

  SelectNode(Code subject, AttrPath path, @Nullable Code fallback, int position) {
    this.subject = subject;
    this.path = path;
    this.fallback = fallback;
    this.position = position;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Value value;
    try {
      value = subject.eval(env, ev);
    } catch (EvalError error) {
      throw error.trace(subject.position(), "while selecting an attribute");
    }
    // How far the path was followed, and where the last attribute on it was written: for the traces
    // of an error.
    int followed = 0;
    int written = Positions.NONE;
    try {
      Lazy slot = value;
      for (int i = 0; i < path.size(); i++) {
        Symbol name = path.name(i, env, ev);
        if (Counters.ON) {
          Counters.lookups++;
        }
        Value holder = slot.force(ev, position);
        Shape shape = holder instanceof Attrs attrs ? attrs.shape() : Shape.EMPTY;
        int index = shape.find(name);
        if (index < 0) {
          if (fallback != null) {
            return fallback.eval(env, ev);
          }
          throw missing(holder, name, ev);
        }
        slot = ((Attrs) holder).value(index);
        written = shape.position(index);
        if (Counters.ON) {
          Counters.found(written);
        }
        followed = i + 1;
      }
      return slot.force(ev, written != Positions.NONE ? written : position);
    } catch (EvalError error) {
      throw explain(error, env, ev, followed, written);
    }
  }

  private EvalError missing(Value holder, Symbol name, Evaluation ev) {
    Attrs attrs = Force.asAttrs(holder, ev, position, "while selecting an attribute");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < attrs.size(); i++) {
      names.add(attrs.shape().name(i).name());
    }
    return new EvalError("attribute '" + name.shown() + "' missing")
        .suggesting(Suggestions.bestMatches(names, name.name()));
  }

  private EvalError explain(EvalError error, Env env, Evaluation ev, int followed, int written) {
    Position definition = ev.positions().resolve(written);
    if (definition != null && definition.source().kind() != Source.Kind.INTERNAL) {
      error.trace(written, "from the definition of '" + path.show(followed, env, ev) + "'");
    }
    return error.trace(
        position, "while evaluating the attribute '" + path.show(path.size(), env, ev) + "'");
  }

  @Override
  public int position() {
    return position;
  }
}
