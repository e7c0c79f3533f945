package dev.firn.lang.eval;

import dev.firn.lang.error.EvalError;
import dev.firn.lang.syntax.AstPrinter;
import dev.firn.lang.syntax.Expr;
import dev.firn.lang.syntax.Symbol;
import dev.firn.lang.value.Code;
import dev.firn.lang.value.Env;
import dev.firn.lang.value.Evaluation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An attribute path, some of whose names may have to be computed. */
final class AttrPath {
  private final List<Expr.AttrName> syntax;
  private final @Nullable Symbol[] names;
  private final @Nullable Code[] computed;

  AttrPath(List<Expr.AttrName> syntax, @Nullable Code[] computed) {
    this.syntax = syntax;
    this.computed = computed;
    this.names = new Symbol[computed.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = syntax.get(i).name();
    }
  }

  int size() {
    return names.length;
  }

  Symbol name(int index, Env env, Evaluation ev) {
    Symbol known = names[index];
    return known != null
        ? known
        : compute(java.util.Objects.requireNonNull(computed[index]), env, ev);
  }

  private static Symbol compute(Code code, Env env, Evaluation ev) {
    String name =
        Force.plainString(
            code.eval(env, ev), ev, code.position(), "while evaluating an attribute name");
    return ev.symbol(name);
  }

  /** The first names of the path as messages show them: computed where that works, as written where it does not. */
  String show(int length, Env env, Evaluation ev) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(i == 0 ? "" : ".").append(show1(i, env, ev));
    }
    return out.toString();
  }

  private String show1(int index, Env env, Evaluation ev) {
    long mark = ev.mark();
    try {
      return name(index, env, ev).shown();
    } catch (EvalError error) {
      ev.restore(mark);
      Expr written = java.util.Objects.requireNonNull(syntax.get(index).computed());
      return "\"${" + AstPrinter.print(written) + "}\"";
    }
  }
}
