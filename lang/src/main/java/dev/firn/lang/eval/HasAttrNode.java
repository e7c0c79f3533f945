package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.value.Attrs;
import dev.firn.lang.value.BoolValue;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import dev.firn.lang.value.Lazy;
import dev.firn.lang.value.Value;

/** {@code subject ? path}. */
final class HasAttrNode extends Code {
  private final Code subject;
  private final AttrPath path;

  HasAttrNode(Code subject, AttrPath path) {
    this.subject = subject;
    this.path = path;
  }

  @Override
  public Value eval(Env env, Evaluation ev) {
    Lazy slot = subject(env, ev);
    for (int i = 0; i < path.size(); i++) {
      Value holder = slot.force(ev, position());
      Lazy found =
          holder instanceof Attrs attrs ? attrs.get(path.name(i, env, ev)) : nameOnly(i, env, ev);
      if (found == null) {
        return BoolValue.FALSE;
      }
      slot = found;
    }
    return BoolValue.TRUE;
  }

  /** Computes a name for its errors' sake, where there is nothing to look it up in. */
  private @org.jspecify.annotations.Nullable Lazy nameOnly(int index, Env env, Evaluation ev) {
    path.name(index, env, ev);
    return null;
  }

  private Value subject(Env env, Evaluation ev) {
    try {
      return subject.eval(env, ev);
    } catch (EvalError error) {
      throw error.trace(subject.position(), "in the argument of '?'");
    }
  }

  @Override
  public int position() {
    return subject.position();
  }
}
